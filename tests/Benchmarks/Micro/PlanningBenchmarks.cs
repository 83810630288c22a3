using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>A model becomes pods: mains with a volume, an init container and two sidecars each.</summary>
public class PlanningBenchmarks
{
    private static readonly PodPlanningContext Context = new(IsRunMode: true, EngineHasHostNetwork: true);
    private IResource[] _resources = [];

    [Params(10, 1000)]
    public int Mains { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        for (var number = 0; number < Mains; number++)
        {
            ModelPod.AddTo(builder, $"main{number}");
        }

        _resources = [.. builder.Resources];
    }

    [Benchmark]
    public object Plan() => PodPlanner.Plan(_resources, Context);
}
