using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Publishing;

namespace Benchmarks.Publish;

/// <summary>
/// T5: how long it takes to publish mains with three sidecars each, beside the same mains without them, and whether the output is the same twice.
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
    public static async Task<IReadOnlyList<Row>> RunAsync(int mains)
    {
        List<Row> rows = [];
        foreach (var (name, addEnvironment) in Targets)
        {
            await PublishAsync(addEnvironment, 1, withSidecars: true);
            var (few, fewAlone) = await MeasureAsync(addEnvironment, mains);
            var (many, manyAlone) = await MeasureAsync(addEnvironment, mains * 5);
            var (first, second) = (await PublishAsync(addEnvironment, mains, withSidecars: true), await PublishAsync(addEnvironment, mains, withSidecars: true));
            var isSame = first.Files.SequenceEqual(second.Files);
            rows.AddRange(
            [
                Row.Limits("T5", $"{name}, {mains} mains with three sidecars, over none", few.Less(fewAlone), 2).Beside("the mains alone", fewAlone, few.Median),
                Row.Of("T5", $"{name}, the same for five times as many, as a multiple", many.Less(manyAlone).Median / few.Less(fewAlone).Median, "×", 7.5),
                Row.Of("T5", $"{name}, published twice", isSame ? "the same bytes" : "other bytes", "the same bytes", isSame),
            ]);
        }

        return rows;
    }

    private static async Task<(Sample With, Sample Without)> MeasureAsync(Action<IDistributedApplicationBuilder> addEnvironment, int mains)
    {
        Sample with = new(), without = new();
        for (var round = 0; round < Rounds; round++)
        {
            await with.TimeAsync(() => PublishAsync(addEnvironment, mains, withSidecars: true));
            await without.TimeAsync(() => PublishAsync(addEnvironment, mains, withSidecars: false));
        }

        return (with, without);
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
