namespace Aspire.Hosting.Sidecar.Tests.Telemetry;

[TestClass]
public class SidecarOtlpTests
{
    private readonly IDistributedApplicationBuilder _builder = TestApplication.CreateBuilder();

    public SidecarOtlpTests() => _builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317";

    [TestMethod]
    public async Task A_sidecar_exports_marked_with_its_place_in_the_pod()
    {
        var api = _builder.AddMain().WithSidecar("helper", TestApplication.Process);
        using var application = await _builder.CompleteAsync();

        var variables = await api.GetSidecar("helper").Resource.EnvironmentAsync(application);

        variables.Should().ContainKeys("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME");
        variables["OTEL_RESOURCE_ATTRIBUTES"].Should().BeOfType<string>()
            .Which.Should().StartWith("service.instance.id=").And.EndWith(",sidecar.name=helper,sidecar.main=api");
    }

    [TestMethod]
    public async Task What_the_user_says_about_the_exporter_stays()
    {
        var api = _builder.AddMain().WithSidecar("helper", (b, n) => TestApplication.Process(b, n)
            .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"));
        using var application = await _builder.CompleteAsync();

        var variables = await api.GetSidecar("helper").Resource.EnvironmentAsync(application);

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"].Should().Be("http://collector:4317");
    }

    [TestMethod]
    public async Task Attributes_of_a_parameter_get_its_place_too()
    {
        var attributes = _builder.AddParameter("attributes", "team=red");
        var api = _builder.AddMain()
            .WithSidecar("parameter", (b, n) => TestApplication.Process(b, n).WithEnvironment("OTEL_RESOURCE_ATTRIBUTES", attributes))
            .WithSidecar("expression", (b, n) => TestApplication.Process(b, n).WithEnvironment("OTEL_RESOURCE_ATTRIBUTES", $"{attributes},stage=test"));
        using var application = await _builder.CompleteAsync();

        foreach (var (name, expected) in new[] { ("parameter", "team=red"), ("expression", "team=red,stage=test") })
        {
            var value = (await api.GetSidecar(name).Resource.EnvironmentAsync(application))["OTEL_RESOURCE_ATTRIBUTES"];
            (await value.Should().BeOfType<ReferenceExpression>().Which.GetValueAsync(CancellationToken.None)).Should().Be($"{expected},sidecar.name={name},sidecar.main=api");
        }
    }
}
