using Aspire.Sidecar.Agent.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>Exports the agent's own counters by OTLP, under its own service name.</summary>
internal static class AgentMetrics
{
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string MetricsProtocol = "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL";

    /// <summary>Starts the export; null when no receiver for metrics is set.</summary>
    public static MeterProvider? Start(AgentEnvironment environment)
    {
        var isWanted = (environment.TryGet("OTEL_EXPORTER_OTLP_ENDPOINT", out _) || environment.TryGet("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", out _))
            && environment["OTEL_METRICS_EXPORTER"] is null or "otlp"
            && environment["OTEL_SDK_DISABLED"]?.ToUpperInvariant() is not "TRUE";
        if (!isWanted)
        {
            return null;
        }

        return Sdk.CreateMeterProviderBuilder()
            .AddMeter(AgentCounters.MeterName)
            .AddOtlpExporter(options =>
            {
                // The default of the specification, which the SDK does not follow: logs and metrics must not differ.
                if (!environment.TryGet(Protocol, out _) && !environment.TryGet(MetricsProtocol, out _))
                {
                    options.Protocol = OtlpExportProtocol.HttpProtobuf;
                }
            })
            .Build();
    }
}
