using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// A sidecar that is replaced by another version of itself: what its pod makes of it.
/// </summary>
[TestClass]
public sealed class PodReplacementTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PodMember _proxy = new(new ContainerResource("api-proxy"), "proxy", PodMemberRole.Sidecar, IsContainer: true)
    {
        RestartPolicy = SidecarRestartPolicy.Default,
    };

    private readonly PodPlan _pod;
    private PodState _state;

    public PodReplacementTests()
    {
        _pod = new(new(new ContainerResource("api"), "api", PodMemberRole.Main, IsContainer: true), [_proxy]);
        _state = PodState.Initial(_pod);
        Decide(new PodChange.Reported(_pod.Main.Resource, MemberPhase.Running, null, Now));
        Report(MemberPhase.Running);
    }

    [TestMethod]
    public void The_ends_of_a_sidecar_that_is_replaced_are_no_failures()
    {
        Decide(new PodChange.ReplacementBegun(_proxy)).Should().BeEmpty();
        Report(MemberPhase.Stopping).Should().BeEmpty();
        Report(MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
        Report(MemberPhase.Starting).Should().BeEmpty();
        Report(MemberPhase.Running).Should().BeEmpty();

        // The new version does not run, the former one does.
        Report(MemberPhase.Ended, exitCode: 127).Should().BeEmpty();
        Report(MemberPhase.Starting).Should().BeEmpty();
        Report(MemberPhase.Running).Should().BeEmpty();
        Decide(new PodChange.ReplacementEnded(_proxy, Now)).Should().BeEmpty();

        Report(MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle().Which.Restart.Should().Be(1);
    }

    [TestMethod]
    public void A_restart_that_is_due_is_left_to_whoever_replaces_the_sidecar()
    {
        var due = Report(MemberPhase.Ended, exitCode: 1).OfType<PodAction.Schedule>().Single().Change;

        Decide(new PodChange.ReplacementBegun(_proxy));

        Decide(due).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_is_down_after_its_replacement_is_up_to_its_restart_policy_again()
    {
        Decide(new PodChange.ReplacementBegun(_proxy));
        Report(MemberPhase.Starting);
        Report(MemberPhase.Ended, exitCode: 127);

        Decide(new PodChange.ReplacementEnded(_proxy, Now)).Should().ContainItemsAssignableTo<PodAction>().And.HaveCount(2)
            .And.Subject.First().Should().BeOfType<PodAction.ShowBackOff>();
    }

    private ImmutableArray<PodAction> Report(MemberPhase phase, int? exitCode = null) =>
        Decide(new PodChange.Reported(_proxy.Resource, phase, exitCode, Now));

    private ImmutableArray<PodAction> Decide(PodChange change)
    {
        (_state, var actions) = PodDecider.Decide(_pod, _state, change);
        return actions;
    }
}
