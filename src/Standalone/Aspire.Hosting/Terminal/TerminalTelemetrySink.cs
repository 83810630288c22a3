using Aspire.Dashboard.Otlp;

namespace Aspire.Hosting.Terminal;

/// <summary>Shows received log records on the terminal. Traces and metrics need a place to look at them and are dropped here.</summary>
internal sealed class TerminalTelemetrySink(TerminalWriter terminal) : ITelemetrySink
{
    private const string SidecarName = "sidecar.name";
    private const int FirstErrorSeverity = 17;

    public void OnLogs(IReadOnlyList<OtlpLogRecord> records)
    {
        foreach (var record in records)
        {
            terminal.WriteLine(
                record.ServiceName,
                Describe(record),
                record.SeverityNumber >= FirstErrorSeverity ? TerminalTone.Bad : TerminalTone.Plain,
                record.Timestamp);
        }
    }

    public void OnSpans(IReadOnlyList<OtlpSpan> spans)
    {
    }

    public void OnMetrics(IReadOnlyList<OtlpMetricPoint> points)
    {
    }

    private static string Describe(OtlpLogRecord record)
    {
        var sidecar = Find(record.Attributes) ?? Find(record.ResourceAttributes);

        return string.Concat(
            SeverityOf(record),
            sidecar is null ? " " : $" [{sidecar}] ",
            record.Body,
            record.TraceId is null ? "" : $" (trace {record.TraceId})");

        static string? Find(IReadOnlyDictionary<string, string> attributes) => attributes.GetValueOrDefault(SidecarName);
    }

    // OpenTelemetry numbers severities in groups of four.
    private static string SeverityOf(OtlpLogRecord record)
        => record.SeverityText is { Length: > 0 } text
            ? text
            : record.SeverityNumber switch
            {
                >= 21 => "Fatal",
                >= 17 => "Error",
                >= 13 => "Warn",
                >= 9 => "Info",
                >= 5 => "Debug",
                >= 1 => "Trace",
                _ => "Log",
            };
}
