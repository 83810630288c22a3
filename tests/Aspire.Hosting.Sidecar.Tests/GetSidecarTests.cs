namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class GetSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public void Sidecars_come_in_order_of_declaration()
    {
        var api = _builder.AddMain().WithSidecar("b", "image").WithInitContainer("a", "image").WithSidecar("c", TestApplication.Process);

        api.GetSidecars().Select(sidecar => sidecar.Resource.Name).Should().Equal("api-b", "api-c");
        api.GetInitContainers().Select(init => init.Resource.Name).Should().Equal("api-a");
    }

    [TestMethod]
    public void A_main_without_sidecars_has_none() => _builder.AddMain().GetSidecars().Should().BeEmpty();

    [TestMethod]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var api = _builder.AddMain().WithSidecar("shipper", "image");

        var get = () => api.GetSidecar("shiper");

        get.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR022: 'api' has no sidecar 'shiper'. It has 'shipper'.*");
    }

    [TestMethod]
    public void Another_type_is_refused()
    {
        var api = _builder.AddMain().WithSidecar("shipper", "image");

        var get = () => api.GetSidecar<ProjectResource>("shipper");

        get.Should().Throw<ArgumentException>().WithMessage("ASPIRESIDECAR022: Sidecar 'shipper' of 'api' is a SidecarResource, not a ProjectResource.*");
    }

    [TestMethod]
    public void An_endpoint_of_a_sidecar_can_be_referenced()
    {
        var api = _builder.AddMain().WithSidecar("pricing", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http"));

        var endpoint = api.GetSidecarEndpoint("pricing", "http");

        (endpoint.Resource.Name, endpoint.EndpointName, endpoint.Exists).Should().Be(("api-pricing", "http", true));
    }
}
