namespace Aspire.Dashboard.Otlp;

/// <summary>Numbered as in OTLP; gauges and summaries have none.</summary>
internal enum OtlpTemporality
{
    Unspecified,
    Delta,
    Cumulative,
}
