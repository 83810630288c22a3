using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Endpoints;

[TestClass]
public sealed class EndpointAnnotationTests
{
    [TestMethod]
    public void Defaults_come_from_the_protocol()
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp);

        (endpoint.Name, endpoint.UriScheme, endpoint.Transport).Should().Be(("tcp", "tcp", "tcp"));
        (endpoint.IsProxied, endpoint.IsExplicitlyProxied, endpoint.IsExternal, endpoint.TlsEnabled).Should().Be((true, null, false, false));
        endpoint.TargetHost.Should().Be("localhost");
        endpoint.DefaultNetworkID.Should().Be(KnownNetworkIdentifiers.LocalhostNetwork);
    }

    [TestMethod]
    public void HTTP_schemes_have_the_HTTP_transport()
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "https");

        (endpoint.Name, endpoint.Transport, endpoint.TlsEnabled).Should().Be(("https", "http", true));
    }

    [TestMethod]
    public void Without_a_proxy_one_port_stands_for_both()
    {
        var proxied = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 80);
        var direct = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 80, isProxied: false);
        var published = new EndpointAnnotation(ProtocolType.Tcp, port: 90, isProxied: false);

        proxied.Port.Should().BeNull();
        direct.Port.Should().Be(80);
        published.TargetPort.Should().Be(90);
    }

    [TestMethod]
    public void A_port_that_was_cleared_stays_cleared()
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 80, isProxied: false) { Port = null };

        endpoint.Port.Should().BeNull();
    }

    [TestMethod]
    public void An_address_of_another_network_is_refused()
    {
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp);
        var foreign = new AllocatedEndpoint(endpoint, "web", 80, EndpointBindingMode.SingleAddress, networkId: KnownNetworkIdentifiers.DefaultAspireContainerNetwork);

        endpoint.Invoking(e => e.AllocatedEndpoint = foreign).Should().Throw<InvalidOperationException>().WithMessage("The default AllocatedEndpoint's network ID must match*");
        endpoint.AllAllocatedEndpoints.Invoking(all => all.AddOrUpdateAllocatedEndpoint(KnownNetworkIdentifiers.LocalhostNetwork, foreign)).Should().Throw<ArgumentException>();
        endpoint.AllocatedEndpoint.Should().BeNull();
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(65536)]
    public void An_address_has_a_real_port(int port)
    {
        var allocate = () => new AllocatedEndpoint(new EndpointAnnotation(ProtocolType.Tcp), "localhost", port);

        allocate.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(port));
    }
}
