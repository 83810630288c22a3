using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <param name="Id">Counts the records, from 1.</param>
/// <param name="Record">The record as received.</param>
internal readonly record struct LogEntry(long Id, OtlpLogRecord Record);
