using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Benchmarks.Running;

/// <summary>
/// T1: starts and stops 16 sidecars of a main, less the time that the main alone takes; beside the same 16 as containers of Aspire without a main, and as so many calls of the engine at once.
/// </summary>
internal static class StartBenchmark
{
    private const int Sidecars = 16;

    /// <summary>Aspire copies its developer certificate into containers, and so does a joined sidecar; <c>docker run</c> copies nothing.</summary>
    private const string Certificate = "ASPIRE_DEVELOPER_CERTIFICATE_DEFAULT_TRUST";

    private static readonly string[] Command = ["sleep", "100000"];

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        Sample engine = new();
        Dictionary<string, (Sample Start, Sample Stop, Action<IResourceBuilder<ContainerResource>> Attach)> kinds = new()
        {
            ["none"] = (new(), new(), main => main.WithArgs()),
            ["joined"] = (new(), new(), main => Attach(main, SidecarNetwork.Shared)),
            ["separate"] = (new(), new(), main => Attach(main, SidecarNetwork.Separate)),
            ["plain"] = (new(), new(), main => AddPlain(main.ApplicationBuilder)),
            ["none, nothing copied"] = (new(), new(), main => WithoutCertificate(main)),
            ["joined, nothing copied"] = (new(), new(), main => Attach(WithoutCertificate(main), SidecarNetwork.Shared)),
        };

        // The first start of all pays for what is compiled.
        await MeasureAsync(new(), new(), main => Attach(main, SidecarNetwork.Shared));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (start, stop, attach) in kinds.Values)
            {
                await MeasureAsync(start, stop, attach);
            }

            await RunOnEngineAsync(engine);
        }

        var none = kinds["none"];
        var (joined, separate, plain) = (Own("joined"), Own("separate"), Own("plain"));
        var bare = kinds["joined, nothing copied"].Start.Less(kinds["none, nothing copied"].Start);
        return
        [
            Row.Ratios("T1", $"start {Sidecars} joined sidecars", joined, "plain containers", plain, 0.5),
            Row.Ratios("T1", $"start {Sidecars} joined sidecars", joined, "docker run in parallel", engine, 0.6),
            Row.Ratios("T1", $"start {Sidecars} joined sidecars, without the developer certificate, which docker run does not copy either", bare, "docker run in parallel", engine, 0.6),
            Row.Ratios("T1", $"start {Sidecars} separate sidecars", separate, "plain containers", plain, 1.0),
            Row.Limits("T1", $"ordered stop of {Sidecars} joined sidecars", kinds["joined"].Stop.Less(none.Stop), 1.5),
            Row.Of("T1", $"ordered stop of {Sidecars} separate sidecars", kinds["separate"].Stop.Less(none.Stop)),
        ];

        Sample Own(string kind) => kinds[kind].Start.Less(none.Start);
    }

    private static async Task MeasureAsync(Sample start, Sample stop, Action<IResourceBuilder<ContainerResource>> attach)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Configuration["Aspire:Store:Path"] = TemporaryFolder.Create();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None).ClearProviders());
        attach(Sleeping(builder, "main"));
        await using var application = builder.Build();
        string[] names = [.. application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Where(resource => resource.IsContainer()).Select(resource => resource.Name)];
        var clock = Stopwatch.StartNew();
        await application.StartAsync();
        await Task.WhenAll(names.Select(name => application.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.Running)));
        start.Add(clock.Elapsed);
        await stop.TimeAsync(() => application.StopAsync());
    }

    private static async Task RunOnEngineAsync(Sample sample)
    {
        string[] containers = [];
        await sample.TimeAsync(async () => containers = await Task.WhenAll(Enumerable.Range(0, Sidecars)
            .Select(_ => TestEngine.RunAsync(["run", "--detach", "--init", $"{TestEngine.Image}:{TestEngine.Tag}", .. Command]))));
        await TestEngine.RunAsync(["rm", "--force", "--volumes", .. containers]);
    }

    private static void Attach(IResourceBuilder<ContainerResource> main, SidecarNetwork network)
    {
        for (var number = 0; number < Sidecars; number++)
        {
            main.WithSidecar($"s{number}", (builder, name) => Sleeping(builder, name).WithNetworkSharing(network));
        }
    }

    private static IResourceBuilder<ContainerResource> WithoutCertificate(IResourceBuilder<ContainerResource> main)
    {
        main.ApplicationBuilder.Configuration[Certificate] = "false";
        return main;
    }

    private static void AddPlain(IDistributedApplicationBuilder builder)
    {
        for (var number = 0; number < Sidecars; number++)
        {
            Sleeping(builder, $"s{number}");
        }
    }

    private static IResourceBuilder<ContainerResource> Sleeping(IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs([.. Command]);
}
