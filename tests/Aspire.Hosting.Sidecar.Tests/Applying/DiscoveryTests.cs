namespace Aspire.Hosting.Sidecar.Tests.Applying;

[TestClass]
public class DiscoveryTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    [TestMethod]
    public async Task The_main_finds_the_endpoints_of_its_sidecars()
    {
        var api = _builder.AddMain().WithSidecar("pricing", (b, n) => TestApplication.Process(b, n)
            .WithHttpEndpoint(name: "http").WithEndpoint(name: "admin-api", scheme: "tcp"));
        using var application = await _builder.CompleteAsync();

        var variables = await api.Resource.EnvironmentAsync(application);

        Endpoints(variables).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["SIDECAR_PRICING_HTTP"] = "api-pricing/http",
            ["SIDECAR_PRICING_ADMIN_API"] = "api-pricing/admin-api",
            ["services__api-pricing__http__0"] = "api-pricing/http",
            ["services__pricing__http__0"] = "api-pricing/http",
            ["services__api-pricing__admin-api__0"] = "api-pricing/admin-api",
            ["services__pricing__admin-api__0"] = "api-pricing/admin-api",
        });
    }

    [TestMethod]
    public async Task A_reference_of_the_user_is_not_doubled()
    {
        var api = _builder.AddMain().WithSidecar("pricing", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http"));
        api.WithReference(api.GetSidecarEndpoint("pricing", "http"));
        using var application = await _builder.CompleteAsync();

        var variables = await api.Resource.EnvironmentAsync(application);

        variables.Keys.Where(name => name.StartsWith("services__api-pricing", StringComparison.Ordinal)).Should().Equal("services__api-pricing__http__0");
    }

    [TestMethod]
    public async Task A_sidecar_is_told_who_its_main_is()
    {
        var api = _builder.AddMain().WithHttpEndpoint(name: "http").WithSidecar("probe", TestApplication.Process);
        using var application = await _builder.CompleteAsync();

        var variables = await api.GetSidecar("probe").Resource.EnvironmentAsync(application);

        variables["SIDECAR_NAME"].Should().Be("probe");
        variables["SIDECAR_MAIN_NAME"].Should().Be("api");
        Endpoints(variables)["SIDECAR_MAIN_HTTP"].Should().Be("api/http");
    }

    [TestMethod]
    public async Task One_template_fits_any_main()
    {
        var first = _builder.AddMain("first").WithHttpEndpoint(name: "http").WithSidecar("probe", TestApplication.Process);
        var second = _builder.AddMain("second").WithHttpEndpoint(name: "http").WithSidecar("probe", TestApplication.Process);
        using var application = await _builder.CompleteAsync();

        Endpoints(await first.GetSidecar("probe").Resource.EnvironmentAsync(application))["SIDECAR_MAIN_HTTP"].Should().Be("first/http");
        Endpoints(await second.GetSidecar("probe").Resource.EnvironmentAsync(application))["SIDECAR_MAIN_HTTP"].Should().Be("second/http");
    }

    private static Dictionary<string, string> Endpoints(Dictionary<string, object> variables) => variables
        .Where(variable => variable.Value is EndpointReference)
        .ToDictionary(variable => variable.Key, variable => $"{((EndpointReference)variable.Value).Resource.Name}/{((EndpointReference)variable.Value).EndpointName}");
}
