namespace Aspire.Dashboard.Otlp;

/// <summary>Numbered as in OTLP.</summary>
internal enum OtlpSpanStatus
{
    Unset,
    Ok,
    Error,
}
