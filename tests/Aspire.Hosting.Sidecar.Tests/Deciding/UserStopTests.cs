using Aspire.Hosting.Sidecar.Deciding;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// What the user has stopped stays down until somebody starts it.
/// </summary>
[TestClass]
public class UserStopTests
{
    [TestMethod]
    public void A_member_that_the_user_stopped_stays_down_also_when_its_stop_is_told_twice()
    {
        var pod = new TestPod(Member("logging")).Run();
        pod.Report("logging", MemberPhase.Stopping);

        // What the orchestrator tells of it meanwhile is still from before.
        pod.Report("logging", MemberPhase.Running);
        pod.Report("logging", MemberPhase.Stopping);
        pod.Report("logging", MemberPhase.Ended, exitCode: 0);

        pod.StopPod();
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_that_the_user_stops_when_it_has_just_ended_with_the_main_stays_down()
    {
        var pod = new TestPod(Joiner("exporter") with { SharesProcesses = true }).Run();
        pod.ReportMain(MemberPhase.Stopping);
        pod.Report("exporter", MemberPhase.Ended, exitCode: 137);
        pod.Decide(new PodChange.StoppedByUser(pod["exporter"]));
        pod.StopPod();

        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Running, "second").Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_that_the_user_stops_while_it_waits_for_its_restart_is_not_started()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.Report("exporter", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
        var due = pod.RestartDue("exporter");
        pod.Decide(new PodChange.StoppedByUser(pod["exporter"]));

        pod.Decide(due).Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_that_the_user_stops_while_it_is_looked_at_stays_down()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Running, "first");
        pod.ReportMain(MemberPhase.Running, "second");
        pod.Report("exporter", MemberPhase.Stopping);
        pod.Decide(new PodChange.HasRejoined(pod["exporter"]));
        pod.Report("exporter", MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
        pod.StopPod();

        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Running, "third").Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_that_the_user_stops_before_its_end_is_explained_has_not_failed()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended);
        pod.Decide(new PodChange.StoppedByUser(pod["helper"]));

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_can_be_stopped_after_a_restart_of_its_main()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting);
        pod.ReportMain(MemberPhase.Running);
        pod.Report("helper", MemberPhase.Stopping);

        pod.Report("helper", MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
    }

    [TestMethod]
    public void A_restart_from_before_a_stop_of_the_user_does_not_cut_a_later_pause_short()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        var due = pod.RestartDue("helper");
        pod.Decide(new PodChange.StoppedByUser(pod["helper"]));
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);

        pod.Decide(due).Should().BeEmpty();
        pod.Decide(pod.RestartDue("helper")).Should().ContainSingle().Which.Should().BeOfType<PodAction.Start>();
    }
}
