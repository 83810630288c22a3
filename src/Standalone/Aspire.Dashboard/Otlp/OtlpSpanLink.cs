namespace Aspire.Dashboard.Otlp;

internal sealed record OtlpSpanLink(string TraceId, string SpanId, string? TraceState, IReadOnlyDictionary<string, string> Attributes);
