using Aspire.Dashboard.Otlp;

namespace Aspire.Hosting.Dashboard;

/// <summary>Hands telemetry to two takers.</summary>
internal sealed class SinkPair(ITelemetrySink first, ITelemetrySink second) : ITelemetrySink
{
    public void OnLogs(IReadOnlyList<OtlpLogRecord> records)
    {
        first.OnLogs(records);
        second.OnLogs(records);
    }

    public void OnSpans(IReadOnlyList<OtlpSpan> spans)
    {
        first.OnSpans(spans);
        second.OnSpans(spans);
    }

    public void OnMetrics(IReadOnlyList<OtlpMetricPoint> points)
    {
        first.OnMetrics(points);
        second.OnMetrics(points);
    }
}
