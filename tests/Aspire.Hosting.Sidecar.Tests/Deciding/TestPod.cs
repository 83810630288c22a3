using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>A pod with its state, to which things happen one after the other.</summary>
internal sealed class TestPod
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestPod(params PodMember[] members)
        : this(members, main => main)
    {
    }

    public TestPod(PodMember[] members, Func<PodMember, PodMember> main)
    {
        Plan = new(main(new(new ContainerResource("api"), "api", PodMemberRole.Main, IsContainer: false)), [.. members]);
        State = PodState.Initial(Plan);
    }

    /// <summary>A sidecar for such a pod.</summary>
    public static PodMember Member(string name, SidecarRestartPolicy? policy = null) =>
        new(new ContainerResource(name), name, PodMemberRole.Sidecar, IsContainer: false) { RestartPolicy = policy ?? SidecarRestartPolicy.Default };

    /// <summary>A sidecar in the network of the main's container.</summary>
    public static PodMember Joiner(string name) => Member(name) with { IsContainer = true, Network = PodNetwork.Pod };

    public PodPlan Plan { get; }

    public PodState State { get; private set; }

    public PodMember this[string name] => Plan.Members.Single(member => member.Name == name);

    public TestPod Run()
    {
        foreach (var resource in Plan.Members.Select(member => member.Resource).Prepend(Plan.Main.Resource))
        {
            Decide(new PodChange.Reported(resource, MemberPhase.Starting, null, _now));
            Decide(new PodChange.Reported(resource, MemberPhase.Running, null, _now));
        }

        return this;
    }

    public TestPod StopPod()
    {
        ReportMain(MemberPhase.Ended);
        Decide(new PodChange.Settled(State.SettleTimer));
        foreach (var member in Plan.Members)
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

    public PodChange.RestartDue RestartDue(string name) => new(this[name], State[this[name]].Timer);

    public ImmutableArray<PodAction> ReportMain(MemberPhase phase, string? container = null) =>
        Decide(new PodChange.Reported(Plan.Main.Resource, phase, null, _now) { ContainerIdentity = container });

    public ImmutableArray<PodAction> Report(string name, MemberPhase phase, int? exitCode = null, bool isHealthy = false, bool isLasting = false) =>
        Decide(new PodChange.Reported(this[name].Resource, phase, exitCode, _now) { IsHealthy = isHealthy, IsLastingFailure = isLasting });

    public ImmutableArray<PodAction> Decide(PodChange change)
    {
        (State, var actions) = PodDecider.Decide(Plan, State, change);
        return actions;
    }
}
