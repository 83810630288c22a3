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

    [TestMethod]
    public async Task What_the_user_sets_under_such_a_name_stays()
    {
        var api = _builder.AddMain().WithEnvironment("SIDECAR_PROBE_HTTP", "mine").WithEnvironment("SIDECAR_VOLUME_LOGS", "/mine").WithSharedVolume("logs", "/logs")
            .WithSidecar("probe", (b, n) => TestApplication.Process(b, n).WithHttpEndpoint(name: "http").WithEnvironment("SIDECAR_NAME", "me").WithSharedVolume("logs", "/logs"));
        using var application = await _builder.CompleteAsync();

        var (main, sidecar) = (await api.Resource.EnvironmentAsync(application), await api.GetSidecar("probe").Resource.EnvironmentAsync(application));

        (main["SIDECAR_PROBE_HTTP"], main["SIDECAR_VOLUME_LOGS"], sidecar["SIDECAR_NAME"], sidecar["SIDECAR_MAIN_NAME"]).Should().Be(("mine", "/mine", "me", "api"));
    }

    [TestMethod]
    public async Task A_variable_for_a_volume_that_has_another_value_is_refused()
    {
        var api = _builder.AddMain().WithEnvironment("DATA", "/mine").WithSharedVolume("logs", "/logs", configure: volume => volume.EnvironmentVariable = "DATA")
            .WithSidecar("probe", (b, n) => TestApplication.Process(b, n).WithSharedVolume("logs", "/logs"));
        using var application = await _builder.CompleteAsync();

        await api.Invoking(main => main.Resource.EnvironmentAsync(application)).Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("ASPIRESIDECAR070: WithEnvironment and shared volume 'logs' would both set the environment variable 'DATA' of 'api'.*");
    }

    private static Dictionary<string, string> Endpoints(Dictionary<string, object> variables) => variables
        .Where(variable => variable.Value is EndpointReference)
        .ToDictionary(variable => variable.Key, variable => $"{((EndpointReference)variable.Value).Resource.Name}/{((EndpointReference)variable.Value).EndpointName}");
}
