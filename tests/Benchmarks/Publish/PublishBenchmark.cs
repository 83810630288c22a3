using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Publishing;

namespace Benchmarks.Publish;

/// <summary>
/// How long it takes to publish mains with three sidecars each, beside the same mains without them (T5); and whether the output is the same twice.
/// </summary>
internal static class PublishBenchmark
{
    private const int Rounds = 5;

    private static readonly Dictionary<string, Action<IDistributedApplicationBuilder>> Targets = new()
    {
        ["Docker Compose"] = builder => builder.AddDockerComposeEnvironment("env").WithDashboard(false),
        ["Kubernetes"] = builder => builder.AddKubernetesEnvironment("env").WithDashboard(false),
    };

    /// <param name="mains">The smaller number of mains; the larger is five times as many.</param>
    public static async Task RunAsync(int mains)
    {
        foreach (var (name, addEnvironment) in Targets)
        {
            await PublishAsync(addEnvironment, 1, withSidecars: true);
            var few = await MeasureAsync(name, addEnvironment, mains);
            var many = await MeasureAsync(name, addEnvironment, mains * 5);
            var (first, second) = (await PublishAsync(addEnvironment, mains, withSidecars: true), await PublishAsync(addEnvironment, mains, withSidecars: true));
            var isSame = first.Files.SequenceEqual(second.Files);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}: over none {few.TotalSeconds:0.00} s for {mains} mains (T5), {many / few:0.0} times that for five times as many; the same twice: {isSame}"));
        }
    }

    /// <summary>The median time that the sidecars take.</summary>
    private static async Task<TimeSpan> MeasureAsync(string name, Action<IDistributedApplicationBuilder> addEnvironment, int mains)
    {
        var with = new Sample($"{name}, {mains} mains with three sidecars");
        var without = new Sample($"{name}, {mains} mains alone");
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (sample, withSidecars) in new[] { (with, true), (without, false) })
            {
                var clock = Stopwatch.StartNew();
                await PublishAsync(addEnvironment, mains, withSidecars);
                sample.Add(clock.Elapsed);
            }
        }

        Console.WriteLine(with);
        Console.WriteLine(without);
        return with.Median - without.Median;
    }

    private static async Task<Publication> PublishAsync(Action<IDistributedApplicationBuilder> addEnvironment, int mains, bool withSidecars)
    {
        var publication = await Publication.CreateAsync(builder =>
        {
            addEnvironment(builder);
            for (var number = 0; number < mains; number++)
            {
                var main = builder.AddContainer($"main{number}", "example/main", "1").WithHttpEndpoint(targetPort: 8000);
                if (withSidecars)
                {
                    Attach(main);
                }
            }
        });
        return publication.Errors.Any() ? throw new InvalidOperationException(string.Join(Environment.NewLine, publication.Errors)) : publication;
    }

    private static void Attach(IResourceBuilder<ContainerResource> main) => main
        .WithSharedVolume("logs", "/logs")
        .WithInitContainer("seed", "example/seed", "1", seed => seed.WithSharedVolume("logs", "/logs"))
        .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 9090).WithResourceLimits(cpus: 0.5, memory: "64m"))
        .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
}
