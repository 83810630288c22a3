using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Takes records in the order of the lines.</summary>
internal interface IRecordSink
{
    /// <param name="record">The record.</param>
    /// <param name="end">The offset in the file behind its last line.</param>
    /// <param name="lines">How many lines it was made of.</param>
    void Add(LogRecord record, long end, int lines);
}
