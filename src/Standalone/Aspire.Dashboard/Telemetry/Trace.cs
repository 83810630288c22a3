using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The spans of one trace that have arrived so far.</summary>
internal sealed record Trace(string Id, IReadOnlyList<OtlpSpan> Spans)
{
    /// <summary>The span the trace begins with: one without a parent, else the earliest.</summary>
    public OtlpSpan Root { get; } = Spans.Where(span => span.ParentSpanId is null).MinBy(span => span.Start) ?? Spans.MinBy(span => span.Start)!;

    public DateTimeOffset Start { get; } = Spans.Min(span => span.Start);

    public DateTimeOffset End { get; } = Spans.Max(span => span.End);

    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;

    public int Errors { get; } = Spans.Count(span => span.Status == OtlpSpanStatus.Error);
}
