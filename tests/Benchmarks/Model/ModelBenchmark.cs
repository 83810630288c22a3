using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Benchmarks.Numbers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;

namespace Benchmarks.Model;

/// <summary>
/// T2: what one more sidecar costs before anything starts, and what those that never start cost when the application stops.
/// </summary>
internal static class ModelBenchmark
{
    private const int Many = 1000;
    private const int Few = 200;
    private const int Each = 3;
    private const int Unstarted = 1000;
    private const int UnstartedMains = 250;

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        Sample model = new(), plain = new(), planMany = new(), planNone = new(), planFew = new(), planFewNone = new();
        await PlanAsync(Few, Each, new(), new());
        for (var round = 0; round < rounds; round++)
        {
            await PlanAsync(Many, Each, model, planMany);
            await PlanAsync(Many, 0, plain, planNone);
            await PlanAsync(Few, Each, new(), planFew);
            await PlanAsync(Few, 0, new(), planFewNone);
        }

        Sample stop = new(), stopNone = new();
        for (var round = 0; round < Math.Min(rounds, 3); round++)
        {
            await StopAsync(stop, Unstarted / UnstartedMains);
            await StopAsync(stopNone, 0);
        }

        var (planning, planningFew) = (planMany.Less(planNone), planFew.Less(planFewNone));
        var each = (model.Less(plain).Median + planning.Median) * 1000 / (Many * Each);
        return
        [
            Row.Of("T2", $"one more sidecar, modelled and planned (of {Many * Each})", each, "ms", 0.2),
            Row.Limits("T2", $"planning and applying {Many} mains with {Each} sidecars", planning, 1).Beside("without sidecars", planNone, planMany.Median),
            Row.Of("T2", $"planning {Many} mains, as a multiple of {Few}, for {Many / Few} times as many", planning.Median / planningFew.Median, "×", Many / Few * 1.5),
            Row.Limits("T2", $"stop with {Unstarted} unstarted sidecars, over none", stop.Less(stopNone), 1).Beside($"{UnstartedMains} mains alone", stopNone, stop.Median),
        ];
    }

    /// <summary>Has the integration act on the model, as the host does before anything starts, and nothing more.</summary>
    private static async Task PlanAsync(int mains, int sidecars, Sample model, Sample planning)
    {
        var clock = Stopwatch.StartNew();
        var builder = Create();
        builder.Configuration["DcpPublisher:CliPath"] = "not-started";
        builder.Configuration["DcpPublisher:DashboardPath"] = "not-started";
        Add(builder, mains, sidecars);
        model.Add(clock.Elapsed);
        await using var application = builder.Build();
        var eventing = application.Services.GetRequiredService<IDistributedApplicationEventing>();
        foreach (var subscriber in application.Services.GetServices<IDistributedApplicationEventingSubscriber>().Where(subscriber => subscriber.GetType().Assembly == typeof(SidecarResource).Assembly))
        {
            await subscriber.SubscribeAsync(eventing, application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), CancellationToken.None);
        }

        await planning.TimeAsync(() => eventing.PublishAsync(new BeforeStartEvent(application.Services, application.Services.GetRequiredService<DistributedApplicationModel>())));
    }

    private static async Task StopAsync(Sample stop, int sidecars)
    {
        var builder = Create();
        Add(builder, UnstartedMains, sidecars, isStarted: false);
        await using var application = builder.Build();
        await application.StartAsync();
        await stop.TimeAsync(() => application.StopAsync());
    }

    private static IDistributedApplicationBuilder Create()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        builder.Configuration["Aspire:Store:Path"] = TemporaryFolder.Create();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None).ClearProviders());
        return builder;
    }

    private static void Add(IDistributedApplicationBuilder builder, int mains, int sidecars, bool isStarted = true)
    {
        for (var number = 0; number < mains; number++)
        {
            var main = builder.AddContainer($"main{number}", TestEngine.Image, TestEngine.Tag).WithHttpEndpoint(targetPort: 8080);
            if (!isStarted)
            {
                main.WithExplicitStart();
            }

            for (var each = 0; each < sidecars; each++)
            {
                main.WithSidecar($"s{each}", TestEngine.Image, TestEngine.Tag, isStarted ? null : sidecar => sidecar.WithExplicitStart());
            }
        }
    }
}
