namespace Aspire.Sidecar.Agent.Options;

/// <summary>Where records go.</summary>
internal enum ExporterKind
{
    /// <summary>OTLP when an endpoint is set, else the console.</summary>
    Auto,

    Otlp,

    Console,
}
