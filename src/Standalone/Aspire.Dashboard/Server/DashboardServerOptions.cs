using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Server;

internal sealed record DashboardServerOptions
{
    /// <summary>Where to listen, such as <c>http://localhost:15000</c>; port 0 takes a free one.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>What a browser must know to log in.</summary>
    /// <value>Default: <see langword="null"/>, which lets everyone in.</value>
    public string? BrowserToken { get; init; }

    public TelemetryLimits Limits { get; init; } = new();

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
