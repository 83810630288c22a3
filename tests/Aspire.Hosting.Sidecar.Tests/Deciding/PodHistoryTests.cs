using Aspire.Hosting.Sidecar.Deciding;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// What is told of a pod in telemetry: since when, how often and why.
/// </summary>
[TestClass]
public sealed class PodHistoryTests
{
    [TestMethod]
    public void A_start_is_counted_once_from_its_wait_until_it_runs()
    {
        var pod = new TestPod(Member("helper"));
        pod.Report("helper", MemberPhase.NotStarted);
        pod.Report("helper", MemberPhase.Waiting);
        pod.Report("helper", MemberPhase.Starting);
        pod.Report("helper", MemberPhase.Running);
        pod.State[pod["helper"]].Starts.Should().Be(1);

        pod.Report("helper", MemberPhase.Ended, exitCode: 0);
        pod.Report("helper", MemberPhase.Starting);
        pod.State[pod["helper"]].Starts.Should().Be(2);
    }

    [TestMethod]
    public void Why_it_is_started_is_over_when_it_runs()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Report("helper", MemberPhase.Ended, exitCode: 1);
        pod.Decide(pod.RestartDue("helper"));
        pod.Report("helper", MemberPhase.Starting);
        pod.State[pod["helper"]].Cause.Should().Be(PodCause.RestartPolicy);

        pod.Report("helper", MemberPhase.Running);
        pod.State[pod["helper"]].Cause.Should().Be(PodCause.None);
    }

    [TestMethod]
    public void All_that_happens_while_it_is_replaced_is_due_to_that()
    {
        var pod = new TestPod(Member("helper")).Run();
        pod.Decide(new PodChange.ReplacementBegun(pod["helper"]));
        foreach (var phase in new[] { MemberPhase.Stopping, MemberPhase.Ended, MemberPhase.Starting, MemberPhase.Running })
        {
            pod.Report("helper", phase);
            pod.State[pod["helper"]].Cause.Should().Be(PodCause.ImageChanged);
        }
    }

    [TestMethod]
    public void A_phase_of_the_main_lasts_from_when_it_was_first_told()
    {
        var pod = new TestPod(Member("helper")).Run();
        var running = pod.State.MainSince;
        pod.After(TimeSpan.FromMinutes(1)).ReportMain(MemberPhase.Running);
        pod.State.MainSince.Should().Be(running);

        pod.ReportMain(MemberPhase.Stopping);
        pod.State.MainSince.Should().Be(running + TimeSpan.FromMinutes(1));
    }
}
