namespace Aspire.Hosting;

/// <summary>
/// Where the telemetry of the integration goes.
/// </summary>
public enum SidecarTelemetryExporter
{
    /// <summary>To the dashboard if there is one, else to the console.</summary>
    Auto,

    /// <summary>To the dashboard, by OTLP.</summary>
    Dashboard,

    /// <summary>To the console of the AppHost.</summary>
    Console,
}
