using System.Collections.Concurrent;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Tests.Otlp;

internal sealed class RecordingSink : ITelemetrySink
{
    public ConcurrentQueue<OtlpLogRecord> Logs { get; } = [];

    public ConcurrentQueue<OtlpSpan> Spans { get; } = [];

    public ConcurrentQueue<OtlpMetricPoint> Points { get; } = [];

    public Exception? Fails { get; set; }

    public bool IsEmpty => Logs.IsEmpty && Spans.IsEmpty && Points.IsEmpty;

    public void OnLogs(IReadOnlyList<OtlpLogRecord> records) => Take(Logs, records);

    public void OnSpans(IReadOnlyList<OtlpSpan> spans) => Take(Spans, spans);

    public void OnMetrics(IReadOnlyList<OtlpMetricPoint> points) => Take(Points, points);

    private void Take<T>(ConcurrentQueue<T> queue, IReadOnlyList<T> items)
    {
        if (Fails is not null)
        {
            throw Fails;
        }

        foreach (var item in items)
        {
            queue.Enqueue(item);
        }
    }
}
