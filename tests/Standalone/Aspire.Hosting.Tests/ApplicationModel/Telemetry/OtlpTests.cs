namespace Aspire.Hosting.Tests.ApplicationModel.Telemetry;

[TestClass]
public sealed class OtlpTests
{
    [TestMethod]
    public async Task Telemetry_goes_to_the_configured_receiver()
    {
        var builder = TestModel.CreateBuilder("--environment", "Production");
        var tool = builder.AddExecutable("tool", "tool", ".").WithOtlpExporter();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317";
        builder.Configuration["AppHost:OtlpApiKey"] = "key";

        (await tool.GetEnvironmentAsync()).Should().Equal(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4317",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id={{- index .Annotations \"otel-service-instance-id\" -}}",
            ["OTEL_SERVICE_NAME"] = "{{- index .Annotations \"otel-service-name\" -}}",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=key",
        });
    }

    [TestMethod]
    public async Task Development_sends_without_delay()
    {
        var builder = TestModel.CreateBuilder("--environment", "Development");
        builder.Configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:4318";
        var tool = builder.AddExecutable("tool", "tool", ".").WithOtlpExporter();

        (await tool.GetEnvironmentAsync()).Should().Contain(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
            ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
        });
    }

    [TestMethod]
    [DataRow(null, "http://localhost:1", "grpc")]
    [DataRow(OtlpProtocol.Grpc, "http://localhost:1", "grpc")]
    [DataRow(OtlpProtocol.HttpProtobuf, "http://localhost:2", "http/protobuf")]
    [DataRow(OtlpProtocol.HttpJson, "http://localhost:2", "http/json")]
    public async Task A_resource_can_require_a_protocol(OtlpProtocol? protocol, string url, string name)
    {
        var builder = TestModel.CreateBuilder();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:1";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://localhost:2";
        var tool = builder.AddExecutable("tool", "tool", ".");
        tool = protocol is null ? tool.WithOtlpExporter() : tool.WithOtlpExporter(protocol.Value);

        (await tool.GetEnvironmentAsync()).Should().Contain("OTEL_EXPORTER_OTLP_ENDPOINT", url).And.Contain("OTEL_EXPORTER_OTLP_PROTOCOL", name);
    }

    [TestMethod]
    public async Task A_required_protocol_without_a_receiver_is_an_error()
    {
        var builder = TestModel.CreateBuilder();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:1";
        var tool = builder.AddExecutable("tool", "tool", ".").WithOtlpExporter(OtlpProtocol.HttpProtobuf);

        await tool.Invoking(t => t.BuildConfigurationAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("OtlpExporter is configured to require http/protobuf, but no endpoint was configured for ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");
    }

    [TestMethod]
    public async Task Nothing_is_set_without_a_receiver_or_when_publishing()
    {
        var running = TestModel.CreateBuilder().AddExecutable("tool", "tool", ".").WithOtlpExporter();
        var publishing = TestModel.CreatePublishBuilder();
        publishing.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:1";
        var published = publishing.AddExecutable("tool", "tool", ".").WithOtlpExporter();

        (await running.GetEnvironmentAsync()).Should().BeEmpty();
        (await published.GetEnvironmentAsync()).Should().BeEmpty();
    }
}
