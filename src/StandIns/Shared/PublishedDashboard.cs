using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.StandIns;

/// <summary>
/// The Aspire dashboard as it is published, and what sends telemetry there.
/// </summary>
internal static class PublishedDashboard
{
    private const string Image = "mcr.microsoft.com/dotnet/nightly/aspire-dashboard";
    private const string OtlpEndpoint = "otlp-grpc";

    public static IResourceBuilder<ContainerResource> Create(IDistributedApplicationBuilder builder, string environment) =>
        builder.CreateResourceBuilder(new ContainerResource($"{environment}-dashboard"))
            .WithImage(Image)
            .WithHttpEndpoint(targetPort: 18888)
            .WithEndpoint("http", endpoint => endpoint.IsExternal = true)
            .WithHttpEndpoint(targetPort: 18889, name: OtlpEndpoint)
            .WithHttpEndpoint(targetPort: 18890, name: "otlp-http");

    public static void SendTelemetryOf(IResource resource, ContainerResource dashboard)
    {
        if (resource is not IResourceWithEnvironment || !resource.HasAnnotationOfType<OtlpExporterAnnotation>())
        {
            return;
        }

        var endpoint = dashboard.GetEndpoint(OtlpEndpoint);
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(variables =>
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_SERVICE_NAME"] = resource.Name;
        }));
    }
}
