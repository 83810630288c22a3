using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Deciding;

/// <summary>
/// What the main waits for.
/// </summary>
[TestClass]
public sealed class PodGatesTests
{
    [TestMethod]
    public void An_init_container_opens_when_it_has_completed_well()
    {
        var pod = new TestPod(Member("seed", PodMemberRole.InitContainer));
        AreOpen(pod).Should().BeFalse("it has not begun");

        pod.Report("seed", MemberPhase.Running);
        AreOpen(pod).Should().BeFalse("it still runs");

        pod.Report("seed", MemberPhase.Ended, exitCode: 0);
        AreOpen(pod).Should().BeTrue();
        Failed(pod).Should().BeNull();
    }

    [TestMethod]
    public void An_init_container_that_has_failed_is_named()
    {
        var pod = new TestPod(Member("first", PodMemberRole.InitContainer), Member("second", PodMemberRole.InitContainer));
        pod.Report("first", MemberPhase.Ended, exitCode: 0);
        pod.Report("second", MemberPhase.Running);
        pod.Report("second", MemberPhase.Ended, exitCode: 3);

        AreOpen(pod).Should().BeFalse();
        Failed(pod).Should().Be(pod["second"]);
    }

    [TestMethod]
    [DataRow(SidecarStartOrder.BeforeMain)]
    [DataRow(SidecarStartOrder.WithMain)]
    public void An_essential_sidecar_that_fails_for_good_while_the_main_waits_is_named(SidecarStartOrder order)
    {
        var pod = new TestPod(Member("proxy", PodMemberRole.Sidecar, order) with { IsEssential = true });
        Fail(pod);

        Failed(pod).Should().Be(pod["proxy"]);
    }

    [TestMethod]
    public void An_essential_sidecar_that_failed_before_the_main_waits_is_waited_for_anew()
    {
        var pod = new TestPod(Member("proxy", PodMemberRole.Sidecar, SidecarStartOrder.BeforeMain) with { IsEssential = true });
        Fail(pod);
        var begun = pod.State;
        PodGates.Failed(pod.Plan, begun, pod.State).Should().BeNull("it starts with the main again");

        Fail(pod);
        PodGates.Failed(pod.Plan, begun, pod.State).Should().Be(pod["proxy"]);
    }

    [TestMethod]
    public void Another_sidecar_that_fails_for_good_is_waited_for()
    {
        var pod = new TestPod(Member("proxy", PodMemberRole.Sidecar, SidecarStartOrder.BeforeMain));
        Fail(pod);

        Failed(pod).Should().BeNull();
    }

    [TestMethod]
    public void A_sidecar_before_the_main_opens_when_it_runs()
    {
        var pod = new TestPod(Member("proxy", PodMemberRole.Sidecar, SidecarStartOrder.BeforeMain));
        pod.Report("proxy", MemberPhase.Starting);
        AreOpen(pod).Should().BeFalse();

        pod.Report("proxy", MemberPhase.Running);
        AreOpen(pod).Should().BeTrue();
    }

    [TestMethod]
    public void A_sidecar_with_a_health_check_opens_when_it_is_healthy()
    {
        var proxy = Member("proxy", PodMemberRole.Sidecar, SidecarStartOrder.BeforeMain);
        proxy.Resource.Annotations.Add(new HealthCheckAnnotation("proxy"));
        var pod = new TestPod(proxy);
        pod.Report("proxy", MemberPhase.Running);
        AreOpen(pod).Should().BeFalse();

        pod.Report("proxy", MemberPhase.Running, isHealthy: true);
        AreOpen(pod).Should().BeTrue();
    }

    [TestMethod]
    public void Other_sidecars_are_not_waited_for()
    {
        var pod = new TestPod(Member("beside", PodMemberRole.Sidecar), Member("after", PodMemberRole.Sidecar, SidecarStartOrder.AfterMain));

        AreOpen(pod).Should().BeTrue();
    }

    private static void Fail(TestPod pod)
    {
        pod.Report("proxy", MemberPhase.Starting);
        pod.Report("proxy", MemberPhase.Running);
        pod.Report("proxy", MemberPhase.Ended, exitCode: 3);
        pod.State[pod["proxy"]].HasFailedForGood.Should().BeTrue();
    }

    private static PodMember? Failed(TestPod pod) => PodGates.Failed(pod.Plan, PodState.Initial(pod.Plan), pod.State);

    private static bool AreOpen(TestPod pod) => PodGates.AreOpen(pod.Plan, pod.State);

    private static PodMember Member(string name, PodMemberRole role, SidecarStartOrder order = default) =>
        new(new ContainerResource(name), name, role, IsContainer: true) { StartOrder = order };
}
