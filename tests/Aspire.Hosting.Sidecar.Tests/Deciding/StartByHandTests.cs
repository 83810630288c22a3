using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// What somebody starts by a command begins anew, and is left alone.
/// </summary>
[TestClass]
public sealed class StartByHandTests
{
    [TestMethod]
    public void A_sidecar_started_by_hand_in_its_pause_has_all_its_restarts_again()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Report("helper", MemberPhase.Starting);

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle().Which.Restart.Should().Be(1);
    }

    [TestMethod]
    public void A_sidecar_that_the_user_stopped_and_started_has_all_its_restarts_again()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Decide(pod.RestartDue("helper"));
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Stopping);
        pod.Report("helper", MemberPhase.Ended, exitCode: 143);
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle().Which.Restart.Should().Be(1);
    }

    [TestMethod]
    public void An_init_container_that_is_started_again_has_not_failed_any_more()
    {
        var pod = new TestPod(Member("seed") with { Role = PodMemberRole.InitContainer }).Run();
        pod.Report("seed", MemberPhase.Ended, exitCode: 1);
        PodGates.Failed(pod.Plan, PodState.Initial(pod.Plan), pod.State).Should().Be(pod["seed"]);

        pod.Report("seed", MemberPhase.Starting);

        PodGates.Failed(pod.Plan, PodState.Initial(pod.Plan), pod.State).Should().BeNull();
    }

    [TestMethod]
    public void A_restart_that_a_start_by_hand_has_overtaken_does_not_cut_a_later_pause_short()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        var due = pod.RestartDue("helper");
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);

        pod.Decide(due).Should().BeEmpty();
    }

    [TestMethod]
    public void A_restart_that_a_start_by_hand_has_overtaken_does_not_come_before_an_end_is_explained()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        var due = pod.RestartDue("helper");
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Ended);

        pod.Decide(due).Should().BeEmpty();
    }

    [TestMethod]
    public void A_completed_sidecar_that_is_started_while_its_main_is_down_runs_on()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 0);
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1)).Should().BeEmpty();

        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_waited_when_its_main_ended_is_stopped_once()
    {
        var pod = new TestPod(Member("helper"));
        pod.ReportMain(MemberPhase.Running);
        pod.Report("helper", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1));
        pod.Report("helper", MemberPhase.Running).Should().ContainSingle().Which.Should().BeOfType<PodAction.StopSidecars>();
        pod.Report("helper", MemberPhase.Stopping);
        pod.Report("helper", MemberPhase.Ended, exitCode: 143);

        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running).Should().BeEmpty();
    }
}
