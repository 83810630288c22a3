using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using static Aspire.Hosting.Sidecar.Tests.Deciding.TestPod;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// <c>RestartWhenUnhealthy</c>: a sidecar that has been unhealthy for its time counts as failed.
/// </summary>
[TestClass]
public sealed class PodHealthTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    [TestMethod]
    public void A_sidecar_that_stays_unhealthy_is_stopped_and_started_again_as_one_that_has_failed()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        var watch = Watch(pod.Report("proxy", MemberPhase.Running));

        pod.Decide(watch).Should().Equal(new PodAction.StopUnhealthy(pod["proxy"]));
        pod.State[pod["proxy"]].Cause.Should().Be(PodCause.Unhealthy);
        pod.Report("proxy", MemberPhase.Stopping).Should().BeEmpty();
        pod.Report("proxy", MemberPhase.Ended, exitCode: 0).OfType<PodAction.ShowBackOff>().Should().ContainSingle("its end is a failure, whatever its exit code");
    }

    [TestMethod]
    public void One_that_becomes_healthy_in_time_is_left_alone()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        var watch = Watch(pod.Report("proxy", MemberPhase.Running));

        pod.Report("proxy", MemberPhase.Running, isHealthy: true).Should().BeEmpty();

        pod.Decide(watch).Should().BeEmpty();
    }

    [TestMethod]
    public void The_time_begins_anew_each_time_that_it_becomes_unhealthy()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        var first = Watch(pod.Report("proxy", MemberPhase.Running));
        pod.Report("proxy", MemberPhase.Running, isHealthy: true);
        var second = Watch(pod.Report("proxy", MemberPhase.Running));

        pod.Decide(first).Should().BeEmpty();
        pod.Decide(second).Should().Equal(new PodAction.StopUnhealthy(pod["proxy"]));
    }

    [TestMethod]
    public void The_time_of_a_life_that_is_over_does_not_count()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        var first = Watch(pod.Report("proxy", MemberPhase.Running));
        pod.Report("proxy", MemberPhase.Ended, exitCode: 1);
        pod.Decide(pod.RestartDue("proxy"));
        pod.Report("proxy", MemberPhase.Starting);
        var second = Watch(pod.Report("proxy", MemberPhase.Running));

        pod.Decide(first).Should().BeEmpty();
        pod.Decide(second).Should().Equal(new PodAction.StopUnhealthy(pod["proxy"]));
    }

    [TestMethod]
    public void What_is_told_again_begins_nothing_anew()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        pod.Report("proxy", MemberPhase.Running);

        pod.Report("proxy", MemberPhase.Running).Should().BeEmpty();
    }

    [TestMethod]
    public void Nothing_is_stopped_for_its_health_while_the_main_is_down()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        var watch = Watch(pod.Report("proxy", MemberPhase.Running));
        pod.ReportMain(MemberPhase.Ended);

        pod.Decide(watch).Should().BeEmpty();
    }

    [TestMethod]
    public void Nothing_is_stopped_for_its_health_while_it_is_replaced()
    {
        var pod = new TestPod(Watched("proxy"));
        pod.ReportMain(MemberPhase.Running);
        pod.Decide(new PodChange.ReplacementBegun(pod["proxy"]));
        var watch = Watch(pod.Report("proxy", MemberPhase.Running));

        pod.Decide(watch).Should().BeEmpty();
    }

    [TestMethod]
    public void Without_a_health_check_or_a_time_nothing_is_watched()
    {
        var pod = new TestPod(Member("unchecked") with { UnhealthyTime = Allowed }, Watched("patient") with { UnhealthyTime = null });

        pod.Report("unchecked", MemberPhase.Running).Should().BeEmpty();
        pod.Report("patient", MemberPhase.Running).Should().BeEmpty();
    }

    private static PodChange Watch(IEnumerable<PodAction> actions)
    {
        var schedule = actions.Should().ContainSingle().Which.Should().BeOfType<PodAction.Schedule>().Subject;
        schedule.Delay.Should().Be(Allowed);
        return schedule.Change;
    }

    private static PodMember Watched(string name)
    {
        var member = Member(name) with { UnhealthyTime = Allowed };
        member.Resource.Annotations.Add(new HealthCheckAnnotation(name));
        return member;
    }
}
