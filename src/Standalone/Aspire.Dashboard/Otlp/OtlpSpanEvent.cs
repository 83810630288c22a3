namespace Aspire.Dashboard.Otlp;

internal sealed record OtlpSpanEvent(DateTimeOffset Timestamp, string Name, IReadOnlyDictionary<string, string> Attributes);
