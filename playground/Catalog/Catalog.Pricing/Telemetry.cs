using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Catalog.Pricing;

internal static class Telemetry
{
    /// <summary>Exports traces, metrics and logs where a receiver is named.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(http => http.Filter = context => context.Request.Path != "/health"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation())
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }
}
