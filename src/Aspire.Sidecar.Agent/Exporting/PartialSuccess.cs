using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Reads what an accepting receiver adds.</summary>
internal static class PartialSuccess
{
    public static SendResult ToResult(ExportLogsServiceResponse response) => response.PartialSuccess is { } partial
        ? new(SendOutcome.Accepted, partial.ErrorMessage) { Rejected = Math.Max(0, partial.RejectedLogRecords) }
        : SendResult.Accepted;
}
