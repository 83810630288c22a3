using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>A pod with its state, to which things happen one after the other.</summary>
internal sealed class TestPod
{
    private readonly PodPlan _plan;
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private PodState _state;

    public TestPod(params PodMember[] members)
        : this(members, main => main)
    {
    }

    public TestPod(PodMember[] members, Func<PodMember, PodMember> main)
    {
        _plan = new(main(new(new ContainerResource("api"), "api", PodMemberRole.Main, IsContainer: false)), [.. members]);
        _state = PodState.Initial(_plan);
    }

    /// <summary>A sidecar for such a pod.</summary>
    public static PodMember Member(string name, SidecarRestartPolicy? policy = null) =>
        new(new ContainerResource(name), name, PodMemberRole.Sidecar, IsContainer: false) { RestartPolicy = policy ?? SidecarRestartPolicy.Default };

    /// <summary>A sidecar in the network of the main's container.</summary>
    public static PodMember Joiner(string name) => Member(name) with { IsContainer = true, Network = PodNetwork.Pod };

    public PodMember this[string name] => _plan.Members.Single(member => member.Name == name);

    public TestPod Run()
    {
        foreach (var resource in _plan.Members.Select(member => member.Resource).Prepend(_plan.Main.Resource))
        {
            Decide(new PodChange.Reported(resource, MemberPhase.Starting, null, _now));
            Decide(new PodChange.Reported(resource, MemberPhase.Running, null, _now));
        }

        return this;
    }

    public TestPod StopPod()
    {
        ReportMain(MemberPhase.Ended);
        Decide(new PodChange.Settled(_state.SettleTimer));
        foreach (var member in _plan.Members)
        {
            Report(member.Name, MemberPhase.Ended, exitCode: 143);
        }

        Decide(new PodChange.SidecarsStopped());
        return this;
    }

    public TestPod After(TimeSpan time)
    {
        _now += time;
        return this;
    }

    public PodChange.RestartDue RestartDue(string name) => new(this[name], _state[this[name]].Timer);

    public ImmutableArray<PodAction> ReportMain(MemberPhase phase, string? container = null) =>
        Decide(new PodChange.Reported(_plan.Main.Resource, phase, null, _now) { ContainerIdentity = container });

    public ImmutableArray<PodAction> Report(string name, MemberPhase phase, int? exitCode = null) =>
        Decide(new PodChange.Reported(this[name].Resource, phase, exitCode, _now));

    public ImmutableArray<PodAction> Decide(PodChange change)
    {
        (_state, var actions) = PodDecider.Decide(_plan, _state, change);
        return actions;
    }
}
