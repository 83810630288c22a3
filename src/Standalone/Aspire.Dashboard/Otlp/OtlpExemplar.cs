namespace Aspire.Dashboard.Otlp;

/// <summary>One measurement behind a data point, with the span it was made in.</summary>
internal sealed record OtlpExemplar(
    DateTimeOffset Timestamp,
    double Value,
    string? TraceId,
    string? SpanId,
    IReadOnlyDictionary<string, string> Attributes);
