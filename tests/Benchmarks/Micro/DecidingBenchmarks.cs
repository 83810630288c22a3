using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using BenchmarkDotNet.Attributes;

namespace Benchmarks.Micro;

/// <summary>A pod starts, one of its sidecars crashes and is started again, and its main is replaced.</summary>
public class DecidingBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private PodPlan _pod = null!;
    private PodChange[] _changes = [];

    [GlobalSetup]
    public void Build()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        ModelPod.AddTo(builder, "main");
        _pod = PodPlanner.Plan(builder.Resources, new(IsRunMode: true, EngineHasHostNetwork: true)).Pods.Single();
        var proxy = _pod.Members.Single(member => member.Name == "proxy");
        _changes =
        [
            .. _pod.Members.Select(member => member.Resource).Append(_pod.Main.Resource).SelectMany(Start),
            new PodChange.Reported(proxy.Resource, MemberPhase.Ended, 137, Now),
            new PodChange.RestartDue(proxy, 1),
            .. Start(proxy.Resource),
            new PodChange.Reported(_pod.Main.Resource, MemberPhase.Ended, 0, Now),
            .. Start(_pod.Main.Resource, "second"),
        ];
    }

    [Benchmark]
    public object Decide()
    {
        var state = PodState.Initial(_pod);
        foreach (var change in _changes)
        {
            (state, _) = PodDecider.Decide(_pod, state, change);
        }

        return state;
    }

    private static PodChange[] Start(IResource resource) => Start(resource, "first");

    private static PodChange[] Start(IResource resource, string container) =>
    [
        new PodChange.Reported(resource, MemberPhase.Starting, null, Now),
        new PodChange.Reported(resource, MemberPhase.Running, null, Now) { ContainerIdentity = container },
    ];
}
