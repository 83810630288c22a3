using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.StructuredLogs;

/// <summary>Which log records are wanted; what is not given does not matter.</summary>
internal sealed record LogFilter(string? Source, int LeastSeverity, string? Text, string? TraceId, string? SpanId)
{
    public bool Matches(OtlpLogRecord record)
        => record.SeverityNumber >= LeastSeverity
            && (Source is null || TelemetrySource.Of(record).Matches(Source))
            && (TraceId is null || record.TraceId == TraceId)
            && (SpanId is null || record.SpanId == SpanId)
            && (string.IsNullOrWhiteSpace(Text) || Contains(record, Text.Trim()));

    private static bool Contains(OtlpLogRecord record, string text)
        => Contains(record.Body, text)
            || Contains(record.ScopeName, text)
            || Contains(record.ServiceName, text)
            || Contains(record.TraceId, text)
            || record.Attributes.Any(attribute => Contains(attribute.Key, text) || Contains(attribute.Value, text));

    private static bool Contains(string? where, string text) => where?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;
}
