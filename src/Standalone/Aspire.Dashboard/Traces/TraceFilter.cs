using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Traces;

/// <summary>Which traces are wanted; what is not given does not matter.</summary>
internal sealed record TraceFilter(string? Source, string? Text, bool ErrorsOnly)
{
    public bool Matches(IReadOnlyList<OtlpSpan> spans)
        => (Source is null || spans.Any(span => TelemetrySource.Of(span).Matches(Source)))
            && (!ErrorsOnly || spans.Any(span => span.Status == OtlpSpanStatus.Error))
            && (string.IsNullOrWhiteSpace(Text) || spans.Any(span => Contains(span, Text.Trim())));

    private static bool Contains(OtlpSpan span, string text)
        => Contains(span.Name, text)
            || Contains(span.TraceId, text)
            || Contains(span.ServiceName, text)
            || span.Attributes.Any(attribute => Contains(attribute.Key, text) || Contains(attribute.Value, text));

    private static bool Contains(string where, string text) => where.Contains(text, StringComparison.OrdinalIgnoreCase);
}
