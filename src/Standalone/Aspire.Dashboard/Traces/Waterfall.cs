using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Traces;

/// <summary>Puts the spans of a trace in order: each after its parent, siblings by their start, beside a common axis of time.</summary>
internal static class Waterfall
{
    private const double LeastWidth = 0.2;

    /// <param name="trace">The trace.</param>
    /// <param name="collapsed">The ids of spans whose children are left out.</param>
    public static List<WaterfallRow> Build(Trace trace, IReadOnlySet<string> collapsed)
    {
        var ids = trace.Spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var children = trace.Spans.Where(span => IsChild(span, ids)).ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
        var rows = new List<WaterfallRow>(trace.Spans.Count);
        var visited = new HashSet<string>(StringComparer.Ordinal);

        // A stack instead of calls: a trace may be as deep as it has spans.
        var pending = new Stack<(OtlpSpan Span, int Depth)>();
        Push(trace.Spans.Where(span => !IsChild(span, ids)), 0);
        while (pending.TryPop(out var next))
        {
            if (!visited.Add(next.Span.SpanId))
            {
                continue;
            }

            OtlpSpan[] own = [.. children[next.Span.SpanId]];
            rows.Add(ToRow(trace, next.Span, next.Depth, own.Length));
            if (!collapsed.Contains(next.Span.SpanId))
            {
                Push(own, next.Depth + 1);
            }
        }

        return rows;

        void Push(IEnumerable<OtlpSpan> spans, int depth)
        {
            foreach (var span in spans.OrderByDescending(span => span.Start))
            {
                pending.Push((span, depth));
            }
        }
    }

    // A span whose parent has not arrived, or never will, is shown like a root.
    private static bool IsChild(OtlpSpan span, HashSet<string> ids)
        => span.ParentSpanId is { } parent && parent != span.SpanId && ids.Contains(parent);

    private static WaterfallRow ToRow(Trace trace, OtlpSpan span, int depth, int children)
    {
        var total = Math.Max(1, trace.Duration.Ticks);
        var start = Math.Clamp(100.0 * (span.Start - trace.Start).Ticks / total, 0, 100 - LeastWidth);
        var width = Math.Clamp(100.0 * span.Duration.Ticks / total, LeastWidth, 100 - start);

        return new WaterfallRow(span, depth, children, start, width);
    }
}
