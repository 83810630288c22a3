using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Makes resources send telemetry to the dashboard.</summary>
public static class OtlpConfigurationExtensions
{
    // The orchestrator puts the name and the instance id of the resource in place of these templates when it starts the process.
    internal const string ServiceNameTemplate = "{{- index .Annotations \"otel-service-name\" -}}";
    internal const string ServiceInstanceIdTemplate = "{{- index .Annotations \"otel-service-instance-id\" -}}";

    /// <summary>Makes a resource send telemetry to the dashboard, when the application is run and the configuration names a receiver.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);

        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
        return builder;
    }

    /// <summary>Makes a resource send telemetry to the dashboard by a protocol, when the application is run and the configuration names a receiver.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);

        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, protocol);
        return builder;
    }

    /// <summary>Adds the variables for telemetry to a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="configuration">The configuration, which is read when the resource starts.</param>
    /// <param name="environment">The environment of the AppHost; in Development telemetry is sent without delay.</param>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment)
        => Add(resource, configuration, environment, new OtlpExporterAnnotation());

    /// <summary>Adds the variables for telemetry by a protocol to a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="configuration">The configuration, which is read when the resource starts.</param>
    /// <param name="environment">The environment of the AppHost; in Development telemetry is sent without delay.</param>
    /// <param name="protocol">The protocol.</param>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol protocol)
        => Add(resource, configuration, environment, new OtlpExporterAnnotation { RequiredProtocol = protocol });

    private static void Add(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpExporterAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);

        resource.Annotations.Add(annotation);
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            if (context.ExecutionContext.IsRunMode
                && resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter)
                && OtlpEndpoint.Resolve(configuration, exporter.RequiredProtocol) is { } endpoint)
            {
                SetVariables(context.EnvironmentVariables, endpoint, configuration["AppHost:OtlpApiKey"], environment.IsDevelopment());
            }
        }));
    }

    private static void SetVariables(Dictionary<string, object> variables, OtlpEndpoint endpoint, string? apiKey, bool isDevelopment)
    {
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new HostUrl(endpoint.Url);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = endpoint.Protocol;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ServiceInstanceIdTemplate}";
        variables["OTEL_SERVICE_NAME"] = ServiceNameTemplate;
        if (apiKey is not null)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={apiKey}";
        }

        if (isDevelopment)
        {
            const string OneSecond = "1000";
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = OneSecond;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = OneSecond;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = OneSecond;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        }
    }
}
