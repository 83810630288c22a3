using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

[TestClass]
public class PodDeciderTests
{
    [TestMethod]
    public void A_failed_sidecar_is_started_again_after_the_pause()
    {
        var pod = new TestPod(Member("helper")).Run();

        pod.Report("helper", MemberPhase.Ended, exitCode: 1)
            .Should().Equal(new PodAction.ShowBackOff(pod["helper"], 1, 1, TimeSpan.FromSeconds(1)), Schedule(pod.RestartDue("helper"), 1));
        pod.Decide(pod.RestartDue("helper")).Should().Equal(new PodAction.Start(pod["helper"], PodCause.RestartPolicy));
    }

    [TestMethod]
    public void A_sidecar_that_cannot_be_started_has_failed()
    {
        var pod = new TestPod(Member("helper")).Run();

        pod.Report("helper", MemberPhase.FailedToStart).Should().HaveCount(2).And.ContainItemsAssignableTo<PodAction>()
            .And.Subject.First().Should().BeOfType<PodAction.ShowBackOff>();
    }

    [TestMethod]
    public void The_pause_doubles_until_the_sidecar_has_failed_for_good()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.OnFailure(maxRestarts: 3))).Run();
        var pauses = new List<double>();
        for (var failure = 0; failure < 3; failure++)
        {
            pauses.Add(pod.Report("helper", MemberPhase.Ended, exitCode: 1).OfType<PodAction.Schedule>().Single().Delay.TotalSeconds);
            pod.Decide(pod.RestartDue("helper"));
            pod.Report("helper", MemberPhase.Starting);
            pod.Report("helper", MemberPhase.Running);
        }

        pauses.Should().Equal(1, 2, 4);
        pod.Report("helper", MemberPhase.Ended, exitCode: 1).Should().Equal(new PodAction.ShowFailure(pod["helper"], 3, 1));
    }

    [TestMethod]
    public void A_long_run_counts_as_recovered()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.OnFailure(maxRestarts: 1))).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Decide(pod.RestartDue("helper"));
        pod.Report("helper", MemberPhase.Running);

        pod.After(TimeSpan.FromSeconds(30)).Report("helper", MemberPhase.Ended, exitCode: 1)
            .Should().Contain(new PodAction.ShowBackOff(pod["helper"], 1, 1, TimeSpan.FromSeconds(1)));
    }

    [TestMethod]
    public void A_sidecar_that_completed_is_left_alone()
    {
        var pod = new TestPod(Member("helper")).Run();

        pod.Report("helper", MemberPhase.Ended, exitCode: 0).Should().BeEmpty();
    }

    [TestMethod]
    public void Always_starts_a_completed_sidecar_again_without_limit()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.Always(TimeSpan.Zero))).Run();
        for (var end = 0; end < 50; end++)
        {
            pod.Report("helper", MemberPhase.Ended, exitCode: 0).Should().ContainSingle(action => action is PodAction.Schedule);
            pod.Decide(pod.RestartDue("helper")).Should().ContainSingle().Which.Should().BeOfType<PodAction.Start>();
            pod.Report("helper", MemberPhase.Running);
        }
    }

    [TestMethod]
    public void Never_does_not_start_a_sidecar_again()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.Never)).Run();

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).Should().Equal(new PodAction.ShowFailure(pod["helper"], 0, 1));
    }

    [TestMethod]
    public void A_sidecar_that_was_stopped_by_a_command_has_not_failed()
    {
        var pod = new TestPod(Member("helper")).Run();

        pod.Report("helper", MemberPhase.Stopping);

        pod.Report("helper", MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
    }

    [TestMethod]
    public void A_restart_that_was_overtaken_by_a_command_does_nothing()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        var due = pod.RestartDue("helper");
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);

        pod.Decide(due).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_started_by_hand_after_it_failed_for_good_has_all_its_restarts_again()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.OnFailure(maxRestarts: 1))).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Decide(pod.RestartDue("helper"));
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Ended, exitCode: 1).Should().ContainSingle().Which.Should().BeOfType<PodAction.ShowFailure>();
        pod.Report("helper", MemberPhase.Starting);

        pod.Report("helper", MemberPhase.Ended, exitCode: 1).Should().Contain(new PodAction.ShowBackOff(pod["helper"], 1, 1, TimeSpan.FromSeconds(1)));
    }

    [TestMethod]
    public void An_essential_sidecar_that_fails_for_good_fails_the_main()
    {
        var pod = new TestPod(Member("helper", SidecarRestartPolicy.Never) with { IsEssential = true }).Run();

        pod.Report("helper", MemberPhase.Ended, exitCode: 7).Should().Equal(
            new PodAction.ShowFailure(pod["helper"], 0, 7), new PodAction.FailMain(pod["helper"], 7, IsMainUp: true));
    }

    [TestMethod]
    public void A_gate_that_fails_for_good_is_reported_on_the_waiting_main()
    {
        var pod = new TestPod(Member("proxy", SidecarRestartPolicy.Never) with { StartOrder = SidecarStartOrder.BeforeMain });
        pod.ReportMain(MemberPhase.Waiting);
        pod.Report("proxy", MemberPhase.Starting);

        pod.Report("proxy", MemberPhase.Ended, exitCode: 1).Should().Contain(new PodAction.ReportBlockedMain(pod["proxy"]));
    }

    [TestMethod]
    public void Sidecars_stop_after_a_main_that_stays_down()
    {
        var pod = new TestPod(Member("first"), Member("second")).Run();

        pod.ReportMain(MemberPhase.Ended).Should().Equal(Schedule(new PodChange.Settled(1), PodDecider.SettleTime.TotalSeconds));
        var stop = pod.Decide(new PodChange.Settled(1)).Should().ContainSingle().Which.Should().BeOfType<PodAction.StopSidecars>().Subject;
        stop.Sidecars.Select(sidecar => sidecar.Name).Should().Equal("first", "second");
        pod.Report("second", MemberPhase.Ended, exitCode: 143).Should().BeEmpty();
    }

    [TestMethod]
    public void Sidecars_run_on_when_the_main_is_only_restarted()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Running).Should().BeEmpty();

        pod.Decide(new PodChange.Settled(1)).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_fell_with_its_main_comes_back_with_it()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.Report("helper", MemberPhase.Ended, exitCode: 137).Should().BeEmpty();

        pod.ReportMain(MemberPhase.Starting).Should().Equal(new PodAction.Start(pod["helper"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_completed_sidecar_stays_completed_over_a_restart_of_the_main()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 0);
        pod.ReportMain(MemberPhase.Ended);

        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();
    }

    [TestMethod]
    public void All_sidecars_come_back_with_a_main_that_was_down()
    {
        var pod = new TestPod(Member("first"), Member("second")).Run().StopPod();

        pod.ReportMain(MemberPhase.Starting).Should().Equal(
            new PodAction.Start(pod["first"], PodCause.MainStarted), new PodAction.Start(pod["second"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_sidecar_that_is_still_stopping_when_the_main_comes_back_is_started_once_it_has_stopped()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.Decide(new PodChange.Settled(1));
        pod.Report("helper", MemberPhase.Stopping);
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();

        pod.Report("helper", MemberPhase.Ended, exitCode: 0).Should().Equal(new PodAction.Start(pod["helper"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_pending_restart_does_not_wake_a_sidecar_of_a_main_that_is_down()
    {
        var pod = new TestPod(Member("helper"), Member("other")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.ReportMain(MemberPhase.Ended);

        pod.Decide(pod.RestartDue("helper")).Should().BeEmpty();
    }

    [TestMethod]
    public void A_sidecar_that_waits_for_its_main_is_not_stopped()
    {
        var pod = new TestPod(Member("helper") with { StartOrder = SidecarStartOrder.AfterMain });
        pod.ReportMain(MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.FailedToStart);

        pod.Decide(new PodChange.Settled(1)).Should().BeEmpty();
    }

    [TestMethod]
    public void A_main_started_by_command_starts_the_members_that_came_with_it()
    {
        var pod = new TestPod([Member("helper"), Member("by-hand") with { IsExplicitStart = true }], main => main with { IsExplicitStart = true });
        pod.ReportMain(MemberPhase.NotStarted);
        pod.Report("helper", MemberPhase.NotStarted);
        pod.Report("by-hand", MemberPhase.NotStarted);

        pod.ReportMain(MemberPhase.Waiting).Should().Equal(new PodAction.Start(pod["helper"], PodCause.MainStarted));
    }

    [TestMethod]
    public void Shutdown_stops_the_main_and_then_the_sidecars()
    {
        var pod = new TestPod(Member("first"), Member("second")).Run();

        var shutDown = pod.Decide(new PodChange.ShutdownRequested()).Should().ContainSingle().Which.Should().BeOfType<PodAction.ShutDown>().Subject;

        shutDown.IsMainUp.Should().BeTrue();
        shutDown.Sidecars.Select(sidecar => sidecar.Name).Should().Equal("first", "second");
    }

    [TestMethod]
    public void Nothing_is_started_once_the_application_is_ending()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Decide(new PodChange.ShutdownRequested());

        pod.Decide(pod.RestartDue("helper")).Should().BeEmpty();
        pod.ReportMain(MemberPhase.Ended).Should().BeEmpty();
    }

    [TestMethod]
    public void An_init_container_is_never_started_again()
    {
        var pod = new TestPod(Member("seed") with { Role = PodMemberRole.InitContainer, RestartPolicy = SidecarRestartPolicy.Never }).Run();

        pod.Report("seed", MemberPhase.Ended, exitCode: 1).Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_that_joined_the_main_joins_its_next_container()
    {
        var pod = new TestPod(Joiner("exporter"), Member("other")).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();

        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.ReportMain(MemberPhase.Running, "second").Should().BeEmpty();
    }

    [TestMethod]
    public void A_container_that_was_replaced_unseen_is_recognised()
    {
        var pod = new TestPod(Joiner("exporter"));
        pod.ReportMain(MemberPhase.Running, "first");
        pod.Report("exporter", MemberPhase.Running);

        pod.ReportMain(MemberPhase.Running, "first").Should().BeEmpty();
        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
    }

    [TestMethod]
    public void A_member_that_had_joined_the_next_container_by_itself_is_up_to_its_policy_again()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Running, "first");
        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.Decide(new PodChange.HasRejoined(pod["exporter"])).Should().BeEmpty();

        pod.Report("exporter", MemberPhase.Ended, exitCode: 137).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void A_member_that_was_just_joining_the_next_container_is_up_to_its_policy_again()
    {
        var pod = new TestPod(Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Running, "first");
        pod.Report("exporter", MemberPhase.Ended, exitCode: 137);
        pod.Decide(pod.RestartDue("exporter"));
        pod.Report("exporter", MemberPhase.Starting);
        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Rejoin(pod["exporter"]));
        pod.Report("exporter", MemberPhase.Running);
        pod.Decide(new PodChange.HasRejoined(pod["exporter"])).Should().BeEmpty();

        pod.Report("exporter", MemberPhase.Ended, exitCode: 137).OfType<PodAction.ShowBackOff>().Should().ContainSingle();
    }

    [TestMethod]
    public void A_member_that_ended_with_the_container_it_joined_is_started_once_the_next_one_runs()
    {
        var pod = new TestPod(Joiner("debugger") with { SharesProcesses = true }).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.Report("debugger", MemberPhase.Ended, exitCode: 137);
        pod.ReportMain(MemberPhase.Starting).Should().BeEmpty();

        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Start(pod["debugger"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_member_whose_end_with_the_main_is_told_when_that_starts_again_is_no_failure()
    {
        var pod = new TestPod(Joiner("debugger") with { SharesProcesses = true }).Run();
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting);

        pod.Report("debugger", MemberPhase.Ended, exitCode: 137).Should().BeEmpty();

        pod.ReportMain(MemberPhase.Running, "second").Should().Equal(new PodAction.Start(pod["debugger"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_member_whose_processes_end_before_the_end_of_the_stopping_main_is_told_is_no_failure()
    {
        var pod = new TestPod(Joiner("debugger") with { SharesProcesses = true }, Joiner("exporter")).Run();
        pod.ReportMain(MemberPhase.Stopping);

        pod.Report("debugger", MemberPhase.Ended, exitCode: 137).Should().BeEmpty();
        pod.Report("exporter", MemberPhase.Ended, exitCode: 137).Should().NotBeEmpty("its processes are its own");
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting);

        pod.ReportMain(MemberPhase.Running, "second").Should().Contain(new PodAction.Start(pod["debugger"], PodCause.MainStarted));
    }

    [TestMethod]
    public void A_member_that_still_waits_for_the_main_joins_by_itself()
    {
        var pod = new TestPod(Joiner("exporter"));
        pod.ReportMain(MemberPhase.Starting);
        pod.Report("exporter", MemberPhase.Waiting);
        pod.ReportMain(MemberPhase.Ended);
        pod.ReportMain(MemberPhase.Starting);

        pod.ReportMain(MemberPhase.Running, "second").Should().BeEmpty();
    }

    private static PodAction.Schedule Schedule(PodChange change, double seconds) => new(change, TimeSpan.FromSeconds(seconds));
}
