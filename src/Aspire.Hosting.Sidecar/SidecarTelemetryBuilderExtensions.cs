using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Telemetry.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aspire.Hosting;

/// <summary>
/// Exports the telemetry of the integration itself.
/// </summary>
public static class SidecarTelemetryBuilderExtensions
{
    private const string ServiceName = "apphost";

    // The names by which an AppHost is told of its dashboard: https://aspire.dev/app-host/configuration/
    private const string DashboardOtlpGrpc = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string DashboardOtlpHttp = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string ExportInterval = "OTEL_METRIC_EXPORT_INTERVAL";
    private const string DashboardApiKey = "AppHost:OtlpApiKey";

    /// <summary>
    /// Exports the spans and metrics of <see cref="SidecarTelemetry"/> under the service name <c>apphost</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="exporter">Where they go. The default is <see cref="SidecarTelemetryExporter.Auto"/>.</param>
    /// <returns>The application builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of <see cref="SidecarTelemetryExporter"/>.</exception>
    /// <exception cref="DistributedApplicationException">
    /// <see cref="SidecarTelemetryExporter.Dashboard"/> is asked for and no OTLP URL of a dashboard is configured.
    /// </exception>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>In run mode only; in publish mode nothing is exported.</remarks>
    /// <example>
    /// <code>
    /// var builder = DistributedApplication.CreateBuilder(args);
    /// builder.AddSidecarTelemetry();
    /// </code>
    /// </example>
    [AspireExport]
    public static IDistributedApplicationBuilder AddSidecarTelemetry(
        this IDistributedApplicationBuilder builder, SidecarTelemetryExporter exporter = SidecarTelemetryExporter.Auto)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Bounded.CheckDefined(exporter, nameof(exporter));

        ModelCall.Begin(builder, nameof(builder));
        if (!builder.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var dashboard = exporter == SidecarTelemetryExporter.Console ? null : DashboardOtlp(builder.Configuration);
        if (dashboard is null && exporter == SidecarTelemetryExporter.Dashboard)
        {
            throw new DistributedApplicationException(SidecarDiagnostics.NoDashboard(DashboardOtlpGrpc, DashboardOtlpHttp));
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithTracing(tracing => Export(tracing.AddSource(SidecarTelemetry.ActivitySourceName), dashboard))
            .WithMetrics(metrics => Export(metrics.AddMeter(SidecarTelemetry.MeterName), dashboard, builder.Configuration));
        return builder;
    }

    private static void Export(TracerProviderBuilder tracing, Action<OtlpExporterOptions>? dashboard) =>
        _ = dashboard is null ? tracing.AddConsoleExporter() : tracing.AddOtlpExporter(options => Configure(options, dashboard, "v1/traces"));

    private static void Export(MeterProviderBuilder metrics, Action<OtlpExporterOptions>? dashboard, ConfigurationManager configuration) =>
        _ = dashboard is null ? metrics.AddConsoleExporter() : metrics.AddOtlpExporter((options, reader) =>
        {
            Configure(options, dashboard, "v1/metrics");
            if (configuration[ExportInterval] is null)
            {
                // Somebody is looking: the minute that is usual otherwise is too long.
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)UsageMonitor.Interval.TotalMilliseconds;
            }
        });

    /// <summary>An endpoint that is set in code is taken as it is, without the path of the signal.</summary>
    private static void Configure(OtlpExporterOptions options, Action<OtlpExporterOptions> dashboard, string path)
    {
        dashboard(options);
        if (options.Protocol == OtlpExportProtocol.HttpProtobuf)
        {
            options.Endpoint = new Uri(options.Endpoint, path);
        }
    }

    private static Action<OtlpExporterOptions>? DashboardOtlp(ConfigurationManager configuration)
    {
        var (url, protocol) = configuration[DashboardOtlpGrpc] is { Length: > 0 } grpc
            ? (grpc, OtlpExportProtocol.Grpc)
            : (configuration[DashboardOtlpHttp], OtlpExportProtocol.HttpProtobuf);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var endpoint))
        {
            return null;
        }

        return options =>
        {
            options.Endpoint = endpoint;
            options.Protocol = protocol;
            options.Headers = configuration[DashboardApiKey] is { Length: > 0 } key ? $"x-otlp-api-key={key}" : null;
        };
    }
}
