using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Catalog.Api;

internal static class Telemetry
{
    /// <summary>Exports traces and metrics where a receiver is named. Logs are the shipper's job: they go to a file on the shared volume.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(http => http.Filter = context => context.Request.Path != "/health")
                .AddHttpClientInstrumentation()
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddOtlpExporter());
    }
}
