using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

/// <summary>
/// What follows from the settings of a member.
/// </summary>
[TestClass]
public class PodMemberTests
{
    private readonly PodMember _container = new(new ContainerResource("api-proxy"), "proxy", PodMemberRole.Sidecar, IsContainer: true) { Network = PodNetwork.Separate };

    [TestMethod]
    public void A_container_joins_the_main_in_any_of_its_namespaces()
    {
        (_container with { Network = PodNetwork.Pod }).JoinsMain.Should().BeTrue();
        (_container with { SharesProcesses = true }).JoinsMain.Should().BeTrue();
        (_container with { SharesIpc = true }).JoinsMain.Should().BeTrue();

        _container.JoinsMain.Should().BeFalse();
        (_container with { Network = PodNetwork.Host }).JoinsMain.Should().BeFalse("the network of this machine does not end with the main");
    }

    [TestMethod]
    public void A_container_in_the_network_of_the_main_or_of_this_machine_is_joined()
    {
        (_container with { Network = PodNetwork.Pod }).IsJoined.Should().BeTrue();
        (_container with { Network = PodNetwork.Host }).IsJoined.Should().BeTrue();

        _container.IsJoined.Should().BeFalse();
        (_container with { SharesProcesses = true, SharesIpc = true }).IsJoined.Should().BeFalse("the orchestrator can do that");
    }

    [TestMethod]
    public void Only_a_sidecar_in_a_container_joins_and_is_joined()
    {
        var joined = _container with { Network = PodNetwork.Pod, SharesProcesses = true, SharesIpc = true };

        foreach (var member in (PodMember[])[joined with { IsContainer = false }, joined with { Role = PodMemberRole.Main }, joined with { Role = PodMemberRole.InitContainer }])
        {
            (member.JoinsMain, member.IsJoined).Should().Be((false, false), "it is {0}", member);
        }
    }

    [TestMethod]
    public void A_main_waits_for_init_containers_and_for_sidecars_that_start_before_it()
    {
        (_container with { Role = PodMemberRole.InitContainer }).GatesMain.Should().BeTrue();
        (_container with { StartOrder = SidecarStartOrder.BeforeMain }).GatesMain.Should().BeTrue();

        _container.GatesMain.Should().BeFalse();
        (_container with { StartOrder = SidecarStartOrder.AfterMain }).GatesMain.Should().BeFalse();
        (_container with { Role = PodMemberRole.Main, StartOrder = SidecarStartOrder.BeforeMain }).GatesMain.Should().BeFalse();
    }
}
