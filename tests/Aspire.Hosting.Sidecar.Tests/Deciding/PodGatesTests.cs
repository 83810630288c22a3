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
        PodGates.FailedInit(pod.Plan, pod.State).Should().BeNull();
    }

    [TestMethod]
    public void An_init_container_that_has_failed_is_named()
    {
        var pod = new TestPod(Member("first", PodMemberRole.InitContainer), Member("second", PodMemberRole.InitContainer));
        pod.Report("first", MemberPhase.Ended, exitCode: 0);
        pod.Report("second", MemberPhase.Running);
        pod.Report("second", MemberPhase.Ended, exitCode: 3);

        AreOpen(pod).Should().BeFalse();
        PodGates.FailedInit(pod.Plan, pod.State).Should().Be(pod["second"]);
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

    private static bool AreOpen(TestPod pod) => PodGates.AreOpen(pod.Plan, pod.State);

    private static PodMember Member(string name, PodMemberRole role, SidecarStartOrder order = default) =>
        new(new ContainerResource(name), name, role, IsContainer: true) { StartOrder = order };
}
