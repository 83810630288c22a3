namespace Aspire.Hosting.Terminal;

/// <summary>Words a received log record as a line.</summary>
internal static class TelemetryText
{
    public static string Describe(int severityNumber, string? severityText, string? sidecarName, string body, string? traceId)
        => string.Concat(
            string.IsNullOrEmpty(severityText) ? SeverityOf(severityNumber) : severityText,
            sidecarName is null ? " " : $" [{sidecarName}] ",
            body,
            traceId is null ? "" : $" (trace {traceId})");

    // OpenTelemetry numbers severities in groups of four.
    private static string SeverityOf(int number) => number switch
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
