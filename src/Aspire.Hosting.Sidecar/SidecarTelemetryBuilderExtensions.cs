using System.Diagnostics;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Telemetry;
using Aspire.Hosting.Sidecar.Telemetry.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
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
    private const string ExportInterval = "OTEL_METRIC_EXPORT_INTERVAL";

    /// <summary>In milliseconds; what OpenTelemetry's own console exporter takes.</summary>
    private const int ConsoleInterval = 10_000;

    /// <summary>
    /// Exports the spans and metrics of <see cref="SidecarTelemetry"/> under the service name <c>apphost</c>. The last call wins.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="exporter">Where they go. The default is <see cref="SidecarTelemetryExporter.Auto"/>.</param>
    /// <returns>The application builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of <see cref="SidecarTelemetryExporter"/>.</exception>
    /// <exception cref="ArgumentException">The application is built already.</exception>
    /// <remarks>
    /// In run mode only; in publish mode nothing is exported. If <see cref="SidecarTelemetryExporter.Dashboard"/> is asked for, and the application has no dashboard
    /// and no OTLP URL of one, its start fails with a <see cref="DistributedApplicationException"/>.
    /// </remarks>
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

        var isFirst = !builder.Services.Any(service => service.ServiceType == typeof(Choice));
        builder.Services.AddSingleton(new Choice(exporter));
        if (isFirst)
        {
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName))
                .WithTracing(tracing => tracing.AddSource(SidecarTelemetry.ActivitySourceName).AddProcessor(Traces))
                .WithMetrics(metrics => metrics.AddMeter(SidecarTelemetry.MeterName).AddReader(Metrics));
        }

        return builder;
    }

    private static BaseProcessor<Activity> Traces(IServiceProvider services) =>
        Receiver(services, "v1/traces") is { } receiver
            ? new BatchActivityExportProcessor(new OtlpTraceExporter(receiver))
            : new SimpleActivityExportProcessor(new ConsoleActivityExporter(new ConsoleExporterOptions()));

    private static PeriodicExportingMetricReader Metrics(IServiceProvider services)
    {
        var configured = services.GetRequiredService<IConfiguration>().GetValue<int?>(ExportInterval);
        return Receiver(services, "v1/metrics") is { } receiver
            // Somebody is looking: the minute that is usual otherwise is too long.
            ? new(new OtlpMetricExporter(receiver), configured ?? (int)UsageMonitor.Interval.TotalMilliseconds)
            : new(new ConsoleMetricExporter(new ConsoleExporterOptions()), configured ?? ConsoleInterval);
    }

    /// <summary>Known when the application starts: only then is its dashboard in the model.</summary>
    private static OtlpExporterOptions? Receiver(IServiceProvider services, string path)
    {
        var exporter = services.GetRequiredService<Choice>().Exporter;
        var receiver = exporter == SidecarTelemetryExporter.Console ? null : TelemetryReceiver.Find(services, path);
        return receiver is null && exporter == SidecarTelemetryExporter.Dashboard
            ? throw new DistributedApplicationException(SidecarDiagnostics.NoDashboard(TelemetryReceiver.GrpcUrl, TelemetryReceiver.HttpUrl))
            : receiver;
    }

    private sealed record Choice(SidecarTelemetryExporter Exporter);
}
