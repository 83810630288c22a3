namespace Aspire.Dashboard.Otlp;

/// <summary>Numbered as in OTLP.</summary>
internal enum OtlpSpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
