namespace Aspire.Sidecar.Agent.Options;

/// <summary>A kind of telemetry, with the names that OTLP gives to it.</summary>
internal sealed record OtlpSignal(string Variable, string Path, string Service)
{
    public static OtlpSignal Logs { get; } = new("LOGS", "/v1/logs", "opentelemetry.proto.collector.logs.v1.LogsService");

    public static OtlpSignal Metrics { get; } = new("METRICS", "/v1/metrics", "opentelemetry.proto.collector.metrics.v1.MetricsService");
}
