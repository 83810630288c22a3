namespace Aspire.Hosting.Sidecar.Tests;

[TestClass]
public class InjectSidecarTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task Every_main_gets_one_also_those_declared_later()
    {
        _builder.AddMain("first");
        _builder.InjectSidecar("proxy", TestApplication.Process);
        _builder.AddContainerMain("second");

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain(["first-proxy", "second-proxy"]);
    }

    [TestMethod]
    public async Task Sidecars_get_none()
    {
        _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("api-proxy").And.NotContain("api-helper-proxy");
    }

    [TestMethod]
    public async Task Mains_can_opt_out()
    {
        _builder.AddMain("first").WithoutSidecar("Proxy");
        _builder.AddMain("second");
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("second-proxy").And.NotContain("first-proxy");
    }

    [TestMethod]
    public async Task Only_mains_that_match_get_one()
    {
        _builder.AddMain("first");
        _builder.AddContainerMain("second");
        _builder.InjectSidecar("proxy", TestApplication.Process, where: resource => resource is ContainerResource);

        using var application = await _builder.CompleteAsync();

        _builder.Resources.Select(resource => resource.Name).Should().Contain("second-proxy").And.NotContain("first-proxy");
    }

    [TestMethod]
    public async Task A_sidecar_of_that_name_is_left_as_it_is()
    {
        var api = _builder.AddMain().WithSidecar("proxy", TestApplication.Container);
        _builder.InjectSidecar("proxy", TestApplication.Process);

        using var application = await _builder.CompleteAsync();

        api.GetSidecars().Should().ContainSingle().Which.Resource.Should().BeOfType<ContainerResource>();
    }

    [TestMethod]
    public async Task What_needs_services_is_refused_with_the_remedy()
    {
        _builder.AddMain();
        _builder.InjectSidecar("proxy", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http").WithHttpHealthCheck());

        var complete = _builder.CompleteAsync;

        await complete.Should().ThrowAsync<DistributedApplicationException>().WithMessage("ASPIRESIDECAR024: Sidecar 'proxy' could not be injected into 'api'*");
    }
}
