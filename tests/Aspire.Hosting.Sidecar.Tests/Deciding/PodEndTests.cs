using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// What the end of a member means, and what the end of the whole means for its members.
/// </summary>
[TestClass]
public sealed class PodEndTests
{
    [TestMethod]
    public void An_end_without_exit_code_waits_a_moment_for_it()
    {
        var pod = new TestPod(Member("helper")).Run();
        var schedule = pod.Report("helper", MemberPhase.Ended).Should().ContainSingle().Which.Should().BeOfType<PodAction.Schedule>().Subject;
        schedule.Delay.Should().Be(PodDecider.ExplanationTime);

        pod.Report("helper", MemberPhase.Ended, exitCode: 0).Should().BeEmpty("it has completed after all");
        pod.Decide(schedule.Change).Should().BeEmpty();
    }

    [TestMethod]
    public void An_exit_code_that_comes_late_is_that_of_the_end()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended);

        pod.Report("helper", MemberPhase.Ended, exitCode: 7).OfType<PodAction.ShowBackOff>().Should().ContainSingle().Which.ExitCode.Should().Be(7);
    }

    [TestMethod]
    public void An_end_that_is_never_explained_is_a_failure()
    {
        var pod = new TestPod(Member("helper")).Run();
        var change = pod.Report("helper", MemberPhase.Ended).OfType<PodAction.Schedule>().Single().Change;

        pod.Decide(change).OfType<PodAction.ShowBackOff>().Should().ContainSingle().Which.ExitCode.Should().BeNull();
        pod.Decide(change).Should().BeEmpty("it is one end");
    }

    [TestMethod]
    public void An_end_is_told_once_whatever_comes_after_it()
    {
        var explained = new TestPod(Member("helper")).Run();
        explained.Report("helper", MemberPhase.Ended);
        explained.Report("helper", MemberPhase.Ended, exitCode: 7).Should().NotBeEmpty();
        explained.Report("helper", MemberPhase.Ended, exitCode: 7).Should().BeEmpty();

        var unexplained = new TestPod(Member("helper")).Run();
        unexplained.Decide(unexplained.Report("helper", MemberPhase.Ended).OfType<PodAction.Schedule>().Single().Change).Should().NotBeEmpty();
        unexplained.Report("helper", MemberPhase.Ended, exitCode: 7).Should().BeEmpty("it was given up");
    }

    [TestMethod]
    public void Each_end_has_its_own_time_to_be_explained()
    {
        var pod = new TestPod(Member("helper")).Run();
        var first = pod.Report("helper", MemberPhase.Ended).OfType<PodAction.Schedule>().Single().Change;
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        var second = pod.Report("helper", MemberPhase.Ended).OfType<PodAction.Schedule>().Single().Change;

        pod.Decide(first).Should().BeEmpty();
        pod.Decide(second).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void An_end_that_was_asked_for_needs_no_explanation()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Stopping);

        pod.Report("helper", MemberPhase.Ended).Should().BeEmpty();
    }

    [TestMethod]
    public void What_will_fail_again_is_not_tried_again()
    {
        var pod = new TestPod(Member("helper")).Run();

        pod.Report("helper", MemberPhase.FailedToStart, isLasting: true).Should().Equal(new PodAction.ShowFailure(pod["helper"], 0, null));
    }

    [TestMethod]
    public void Who_waited_for_an_init_container_that_failed_is_not_to_blame()
    {
        var pod = new TestPod(Member("seed") with { Role = PodMemberRole.InitContainer }, Member("helper"));
        pod.Report("helper", MemberPhase.Waiting);
        pod.Report("seed", MemberPhase.Ended, exitCode: 1);

        pod.Report("helper", MemberPhase.FailedToStart).Should().BeEmpty();
    }

    [TestMethod]
    public void Who_could_not_start_beside_an_init_container_that_completed_has_failed()
    {
        var pod = new TestPod(Member("seed") with { Role = PodMemberRole.InitContainer }, Member("helper"));
        pod.Report("seed", MemberPhase.Ended, exitCode: 0);

        pod.Report("helper", MemberPhase.FailedToStart).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void A_gate_that_completes_instead_of_running_is_reported_on_the_waiting_main()
    {
        var pod = new TestPod(Member("proxy") with { StartOrder = SidecarStartOrder.BeforeMain });
        pod.ReportMain(MemberPhase.Waiting);
        pod.Report("proxy", MemberPhase.Running);

        pod.Report("proxy", MemberPhase.Ended, exitCode: 0).Should().Equal(new PodAction.ReportBlockedMain(pod["proxy"]));
    }

    [TestMethod]
    [DataRow(MemberPhase.Unknown)]
    [DataRow(MemberPhase.NotStarted)]
    [DataRow(MemberPhase.Starting)]
    public void A_gate_that_fails_is_reported_on_a_main_that_does_not_run_yet(object main)
    {
        var pod = new TestPod(Member("proxy", SidecarRestartPolicy.Never) with { StartOrder = SidecarStartOrder.BeforeMain });
        pod.ReportMain((MemberPhase)main);
        pod.Report("proxy", MemberPhase.Running);

        pod.Report("proxy", MemberPhase.Ended, exitCode: 1).Should().Contain(new PodAction.ReportBlockedMain(pod["proxy"]));
    }

    [TestMethod]
    public void A_gate_that_fails_once_the_main_runs_blocks_nothing()
    {
        var pod = new TestPod(Member("proxy", SidecarRestartPolicy.Never) with { StartOrder = SidecarStartOrder.BeforeMain }).Run();

        pod.Report("proxy", MemberPhase.Ended, exitCode: 1).Should().Equal(new PodAction.ShowFailure(pod["proxy"], 0, 1));
    }

    [TestMethod]
    public void An_essential_sidecar_of_a_main_that_waits_fails_it_without_a_stop()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.Never) with { IsEssential = true });
        pod.ReportMain(MemberPhase.Waiting);
        pod.Report("helper", MemberPhase.Running);

        pod.Report("helper", MemberPhase.Ended, exitCode: 7).Should().Contain(new PodAction.FailMain(pod["helper"], 7, IsMainUp: false));
    }

    [TestMethod]
    public void A_sidecar_that_still_waits_when_its_main_has_ended_is_stopped_once_it_runs()
    {
        var pod = new TestPod(Member("helper"), Member("other"));
        pod.ReportMain(MemberPhase.Running);
        pod.Report("other", MemberPhase.Running);
        pod.Report("helper", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.Ended);
        Stopped(pod.Decide(new PodChange.Settled(1))).Should().Equal("other");

        pod.Report("helper", MemberPhase.Starting);
        Stopped(pod.Report("helper", MemberPhase.Running)).Should().Equal("helper");
        pod.Report("helper", MemberPhase.Ended, exitCode: 143).Should().BeEmpty("the pod has stopped it");
    }

    [TestMethod]
    public void A_sidecar_that_waited_is_not_stopped_if_its_main_is_back()
    {
        var pod = new TestPod(Member("helper"));
        pod.ReportMain(MemberPhase.Running);
        pod.Report("helper", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1));
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();

        pod.Report("helper", MemberPhase.Running).Should().BeEmpty();
    }

    [TestMethod]
    public void While_a_command_restarts_the_main_only_those_in_its_network_are_started_anew_and_wait_for_it()
    {
        var pod = new TestPod(Joiner("exporter"), Member("other")).Run();
        pod.Decide(new PodChange.MainRestartBegun()).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Stopping).Should().BeEmpty("it may still need them");

        pod.ReportMain(MemberPhase.Ended).Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.ReportMain(MemberPhase.FailedToStart).Should().BeEmpty("they wait already");
        pod.Report("exporter", MemberPhase.Stopping).Should().BeEmpty();
        pod.Report("exporter", MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
        pod.Report("exporter", MemberPhase.Starting).Should().BeEmpty();

        // It may have joined the container before that one, which the executor knows.
        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.Decide(new PodChange.MainRestartEnded()).Should().BeEmpty();
        pod.Report("exporter", MemberPhase.Running).Should().BeEmpty();
        pod.Decide(new PodChange.HasRejoined(pod["exporter"])).Should().BeEmpty();
        pod.Report("exporter", MemberPhase.Ended, exitCode: 1).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void While_a_command_restarts_the_main_who_has_joined_its_processes_falls_with_it()
    {
        var pod = new TestPod(Joiner("debugger") with { SharesProcesses = true }, Member("other")).Run();
        pod.Decide(new PodChange.MainRestartBegun()).Should().BeEmpty();
        pod.Report("debugger", MemberPhase.Ended, exitCode: 137).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Ended).Should().BeEmpty();
        pod.Report("other", MemberPhase.Ended, exitCode: 1).Should().NotBeEmpty("its end is its own");

        pod.ReportMain(MemberPhase.Running, "second").Should().Contain(new PodAction.Start(pod["debugger"], PodCause.MainStarted));
        pod.Decide(new PodChange.MainRestartEnded()).Should().BeEmpty();
    }

    [TestMethod]
    public void Those_that_wait_for_a_main_that_a_command_could_not_start_again_are_stopped()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.Decide(new PodChange.MainRestartBegun());
        pod.ReportMain(MemberPhase.Ended);
        pod.Report("exporter", MemberPhase.Ended, exitCode: 143);
        pod.Report("exporter", MemberPhase.Starting);
        pod.ReportMain(MemberPhase.FailedToStart);
        pod.Decide(new PodChange.MainRestartEnded()).Should().Equal(new PodAction.Schedule(new PodChange.Settled(1), PodDecider.SettleTime));

        pod.Decide(new PodChange.Settled(1)).Should().ContainSingle().Which.Should().BeOfType<PodAction.StopSidecars>()
            .Which.Sidecars.Should().Equal(pod["exporter"]);
    }

    [TestMethod]
    public void A_main_that_a_command_could_not_start_again_settles()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Decide(new PodChange.MainRestartBegun());
        pod.ReportMain(MemberPhase.FailedToStart).Should().BeEmpty();

        pod.Decide(new PodChange.MainRestartEnded()).Should().Equal(new PodAction.Schedule(new PodChange.Settled(1), PodDecider.SettleTime));
    }

    [TestMethod]
    public void Shutdown_leaves_what_is_persistent_and_what_has_nothing_to_stop()
    {
        var pod = new TestPod([Member("kept") with { IsPersistent = true }, Member("waiting"), Member("helper")], main => main with { IsPersistent = true }).Run();
        pod.Report("waiting", MemberPhase.Waiting);

        var shutDown = pod.Decide(new PodChange.ShutdownRequested()).Should().ContainSingle().Which.Should().BeOfType<PodAction.ShutDown>().Subject;

        shutDown.IsMainUp.Should().BeFalse();
        shutDown.Sidecars.Select(sidecar => sidecar.Name).Should().Equal("helper");
        pod.State[pod["helper"]].Cause.Should().Be(PodCause.Shutdown);
        pod.State[pod["kept"]].IsStopRequested.Should().BeFalse();
    }

    [TestMethod]
    public void Once_the_application_is_ending_nothing_more_is_done()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Decide(new PodChange.ShutdownRequested());

        pod.Decide(new PodChange.ShutdownRequested()).Should().BeEmpty("one end is enough");
        pod.Report("helper", MemberPhase.Ended).Should().BeEmpty("how it ended is not waited for");
        pod.State[pod["helper"]].Phase.Should().Be(MemberPhase.Ended, "what happens is still seen");
    }

    [TestMethod]
    public void A_timer_of_an_end_that_was_overtaken_stops_nothing()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Running);
        pod.ReportMain(MemberPhase.Ended).Should().Equal(new PodAction.Schedule(new PodChange.Settled(2), PodDecider.SettleTime));

        pod.Decide(new PodChange.Settled(1)).Should().BeEmpty();
        Stopped(pod.Decide(new PodChange.Settled(2))).Should().Equal("helper");
    }

    private static IEnumerable<string> Stopped(IEnumerable<PodAction> actions) => actions.OfType<PodAction.StopSidecars>().Single().Sidecars.Select(sidecar => sidecar.Name);
}
