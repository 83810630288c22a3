using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Tests.Planning;

/// <summary>
/// What members that share a network may listen on, and what they need for it.
/// </summary>
[TestClass]
public class SharedNetworkTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void A_container_without_a_target_port_listens_on_its_port()
    {
        _builder.AddContainerMain().WithHttpEndpoint(targetPort: 9090)
            .WithSidecar("exporter", (b, n) => TestApplication.Container(b, n).WithHttpEndpoint(port: 9090));

        Plan().Errors.Should().ContainSingle(error => error.StartsWith("ASPIRESIDECAR010: 'api' and 'api-exporter' both listen on port 9090", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_container_with_a_target_port_does_not_listen_on_its_port()
    {
        _builder.AddContainerMain().WithHttpEndpoint(targetPort: 9090, name: "first").WithHttpEndpoint(targetPort: 8080, name: "second")
            .WithSidecar("exporter", (b, n) => TestApplication.Container(b, n).WithHttpEndpoint(port: 9090, targetPort: 8080));

        Plan().Errors.Should().ContainSingle().Which.Should().StartWith("ASPIRESIDECAR010: 'api' and 'api-exporter' both listen on port 8080");
    }

    [TestMethod]
    public void A_process_behind_a_proxy_does_not_listen_on_the_port_of_the_proxy()
    {
        _builder.AddMain().WithHttpEndpoint(targetPort: 9090)
            .WithSidecar("exporter", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(port: 9090));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void A_member_may_have_two_endpoints_for_one_port()
    {
        _builder.AddMain().WithHttpEndpoint(targetPort: 9090, name: "http").WithHttpEndpoint(targetPort: 9090, name: "metrics")
            .WithSidecar("helper", TestApplication.Process);

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void An_init_container_has_ended_when_the_main_listens()
    {
        _builder.AddMain().WithHttpEndpoint(targetPort: 9090)
            .WithInitContainer("seed", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(targetPort: 9090));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void Only_a_container_in_the_network_of_this_machine_needs_an_engine_on_Linux()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithNetworkSharing(SidecarNetwork.Shared));
        _builder.AddMain("web").WithSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithNetworkSharing(SidecarNetwork.Shared))
            .WithSidecar("cache", TestApplication.Container);

        Plan(hostNetwork: false).Errors.Should().BeEmpty();
    }

    [TestMethod]
    public void Members_that_start_before_a_container_main_are_in_none_of_its_namespaces()
    {
        _builder.AddContainerMain()
            .WithInitContainer("seed", TestApplication.Container)
            .WithSidecar("proxy", (b, n) => TestApplication.Container(b, n).WithStartOrder(SidecarStartOrder.BeforeMain));

        Plan().Pods.Single().Members.Should().OnlyContain(member => !member.JoinsMain && !member.SharesProcesses && !member.SharesIpc);
    }

    [TestMethod]
    public void A_joined_sidecar_may_have_an_alias_on_the_network_of_the_application()
    {
        _builder.AddContainerMain().WithSidecar("proxy", (b, n) => TestApplication.Container(b, n)
            .WithAnnotation(new ContainerNetworkAliasAnnotation("edge") { Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork }));

        Plan().Errors.Should().BeEmpty();
    }

    [TestMethod]
    [DataRow(new SidecarNetwork[0], false)]
    [DataRow(new[] { SidecarNetwork.Auto }, false)]
    [DataRow(new[] { SidecarNetwork.Separate }, false)]
    [DataRow(new[] { SidecarNetwork.Shared }, true)]
    [DataRow(new[] { SidecarNetwork.Shared, SidecarNetwork.Separate }, false)]
    [DataRow(new[] { SidecarNetwork.Separate, SidecarNetwork.Shared }, true)]
    public void What_the_engine_can_do_matters_to_who_said_last_that_the_network_is_shared(SidecarNetwork[] said, bool expected)
    {
        var proxy = TestApplication.Container(_builder, "proxy");
        foreach (var network in said)
        {
            proxy.WithNetworkSharing(network);
        }

        PodPlanner.AsksForHostNetwork(proxy.Resource).Should().Be(expected);
    }

    private PodPlanningResult Plan(bool hostNetwork = true) => PodPlanner.Plan(_builder.Resources, new(IsRunMode: true, hostNetwork));
}
