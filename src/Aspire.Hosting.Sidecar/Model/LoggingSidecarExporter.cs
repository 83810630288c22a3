namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Where log records go.
/// </summary>
public enum LoggingSidecarExporter
{
    /// <summary>By OTLP where an endpoint is known, as it is when there is a dashboard; else to the console.</summary>
    Auto,

    /// <summary>By OTLP, to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    Otlp,

    /// <summary>To the sidecar's console.</summary>
    Console,
}
