using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Keeps what was received, within limits, for the pages to read.</summary>
internal sealed class TelemetryStore(TelemetryLimits limits, TimeProvider timeProvider) : ITelemetrySink, IDisposable
{
    public LogStore Logs { get; } = new(limits, timeProvider);

    public TraceStore Traces { get; } = new(limits, timeProvider);

    public MetricStore Metrics { get; } = new(limits, timeProvider);

    public void OnLogs(IReadOnlyList<OtlpLogRecord> records) => Logs.Add(records);

    public void OnSpans(IReadOnlyList<OtlpSpan> spans) => Traces.Add(spans);

    public void OnMetrics(IReadOnlyList<OtlpMetricPoint> points) => Metrics.Add(points);

    public void Dispose()
    {
        Logs.Changed.Dispose();
        Traces.Changed.Dispose();
        Metrics.Changed.Dispose();
    }
}
