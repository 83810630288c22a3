using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// The Aspire dashboard as a service, and what sends telemetry there.
/// </summary>
internal static class ComposeDashboard
{
    private const string Image = "mcr.microsoft.com/dotnet/nightly/aspire-dashboard";
    private const string OtlpEndpoint = "otlp-grpc";

    public static ContainerResource Create(IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(new ContainerResource(name))
            .WithImage(Image)
            .WithHttpEndpoint(targetPort: 18888)
            .WithEndpoint("http", endpoint => endpoint.IsExternal = true)
            .WithHttpEndpoint(targetPort: 18889, name: OtlpEndpoint)
            .WithHttpEndpoint(targetPort: 18890, name: "otlp-http")
            .PublishAsDockerComposeService((_, service) => service.Restart = "always")
            .Resource;

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
