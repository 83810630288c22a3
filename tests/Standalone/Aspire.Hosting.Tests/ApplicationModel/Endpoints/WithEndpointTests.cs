using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Endpoints;

[TestClass]
public sealed class WithEndpointTests
{
    private readonly IResourceBuilder<ContainerResource> _web = TestModel.CreateBuilder().AddContainer("web", "image");

    [TestMethod]
    public void A_second_call_changes_what_it_names()
    {
        _web.WithHttpEndpoint(port: 80, targetPort: 8080).WithHttpEndpoint(port: 81, isProxied: false);

        var endpoint = _web.Resource.Annotations.OfType<EndpointAnnotation>().Should().ContainSingle().Subject;
        (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied).Should().Be((81, 8080, false));
    }

    [TestMethod]
    public void Names_are_the_same_in_any_case()
    {
        _web.WithHttpEndpoint(name: "Admin").WithEndpoint("admin", endpoint => endpoint.Port = 9);

        _web.Resource.GetEndpoints().Should().ContainSingle().Which.EndpointAnnotation.Port.Should().Be(9);
    }

    [TestMethod]
    public void A_callback_declares_an_endpoint_unless_told_otherwise()
    {
        _web.WithEndpoint("first", endpoint => endpoint.TargetPort = 1).WithEndpoint("second", endpoint => endpoint.TargetPort = 2, createIfNotExists: false);

        _web.Resource.GetEndpoints().Select(endpoint => endpoint.EndpointName).Should().Equal("first");
    }

    [TestMethod]
    public async Task A_program_is_told_its_port()
    {
        _web.WithHttpEndpoint(targetPort: 8080, env: "PORT");
        var tool = _web.ApplicationBuilder.AddExecutable("tool", "tool", ".").WithHttpEndpoint(env: "OLD").WithHttpEndpoint(env: "PORT").Allocate("http", 1234, targetPort: 5678);

        (await _web.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string> { ["PORT"] = "8080" });
        (await tool.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string> { ["PORT"] = "5678" });
    }

    [TestMethod]
    public void External_applies_to_HTTP_endpoints()
    {
        _web.WithHttpEndpoint().WithEndpoint(name: "raw").WithExternalHttpEndpoints();

        _web.GetEndpoint("http").EndpointAnnotation.IsExternal.Should().BeTrue();
        _web.GetEndpoint("raw").EndpointAnnotation.IsExternal.Should().BeFalse();
    }

    [TestMethod]
    public void Proxies_can_be_switched_off()
    {
        _web.Resource.SupportsProxy().Should().BeTrue();

        _web.WithEndpointProxySupport(false);

        _web.Resource.SupportsProxy().Should().BeFalse();
    }
}
