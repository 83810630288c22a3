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
        var sidecar = record.Attributes.GetValueOrDefault(SidecarName) ?? record.ResourceAttributes.GetValueOrDefault(SidecarName);

        return TelemetryText.Describe(record.SeverityNumber, record.SeverityText, sidecar, record.Body, record.TraceId);
    }
}
