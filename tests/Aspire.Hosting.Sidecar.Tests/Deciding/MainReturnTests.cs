using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// A main that starts, for the first time or again, and what it takes along.
/// </summary>
[TestClass]
public sealed class MainReturnTests
{
    [TestMethod]
    public void A_sidecar_in_its_pause_comes_back_at_once_with_a_main_that_is_restarted()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.ReportMain(MemberPhase.Ended);

        pod.ReportMain(MemberPhase.Starting).Should().Equal(new PodAction.Start(pod["helper"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_sidecar_that_completes_after_it_came_back_stays_completed()
    {
        var pod = new TestPod(Member("helper")).Run().StopPod();
        pod.ReportMain(MemberPhase.Starting).Should().ContainSingle();
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Ended, exitCode: 0);
        pod.ReportMain(MemberPhase.Ended);

        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_fails_after_it_came_back_is_started_again_though_its_start_was_not_told()
    {
        var pod = new TestPod(Member("helper")).Run().StopPod();
        pod.ReportMain(MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void A_sidecar_that_was_stopped_as_soon_as_it_ran_comes_back_with_its_main()
    {
        var pod = new TestPod(Member("helper"));
        pod.ReportMain(MemberPhase.Running);
        pod.Report("helper", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1));
        pod.Report("helper", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Stopping);
        pod.Report("helper", MemberPhase.Ended, exitCode: 143);

        pod.ReportMain(MemberPhase.Starting).Should().Equal(new PodAction.Start(pod["helper"], PodCause.MainStarted));
    }

    [TestMethod]
    public void The_end_of_a_stop_that_the_return_of_the_main_has_overtaken_changes_nothing()
    {
        var pod = new TestPod(Member("helper"), Member("other")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1));
        pod.Report("helper", MemberPhase.Ended, exitCode: 143);
        pod.ReportMain(MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.Decide(new PodChange.SidecarsStopped()).Should().BeEmpty();

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void Members_that_wait_for_a_command_are_not_taken_along_by_a_main_that_does_not()
    {
        var pod = new TestPod(Member("helper"));
        pod.Report("helper", MemberPhase.NotStarted);
        pod.ReportMain(MemberPhase.NotStarted).Should().BeEmpty();

        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
    }

    [TestMethod]
    public void A_main_that_is_started_by_a_command_takes_its_members_along_once()
    {
        var pod = new TestPod([Member("helper")], main => main with { IsExplicitStart = true });
        pod.Report("helper", MemberPhase.NotStarted);
        pod.ReportMain(MemberPhase.NotStarted).Should().BeEmpty();
        pod.ReportMain(MemberPhase.NotStarted).Should().BeEmpty("it is still to be started");

        pod.ReportMain(MemberPhase.Waiting).Should().ContainSingle();
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
    }

    [TestMethod]
    public void An_init_container_that_is_taken_along_has_not_failed()
    {
        var pod = new TestPod([Member("seed") with { Role = PodMemberRole.InitContainer }], main => main with { IsExplicitStart = true });
        pod.Report("seed", MemberPhase.NotStarted);
        pod.ReportMain(MemberPhase.NotStarted);

        pod.ReportMain(MemberPhase.Waiting).Should().Equal(new PodAction.Start(pod["seed"], PodCause.MainStarted));

        PodGates.Failed(pod.Plan, PodState.Initial(pod.Plan), pod.State).Should().BeNull();
    }

    [TestMethod]
    public void A_container_is_known_until_another_one_is_told()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Running, "first").Should().BeEmpty();
        pod.ReportMain(MemberPhase.Running).Should().BeEmpty("it may be the same");

        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.ReportMain(MemberPhase.Running, "second").Should().BeEmpty();
    }

    [TestMethod]
    public void The_end_of_a_member_that_is_started_anew_is_no_failure()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Running, "first");
        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));

        pod.Report("exporter", MemberPhase.Ended, exitCode: 137).Should().BeEmpty();
    }
}
