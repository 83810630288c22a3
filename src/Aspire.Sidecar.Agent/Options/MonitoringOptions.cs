using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Everything the monitoring job can be told, checked.</summary>
internal sealed record MonitoringOptions
{
    /// <summary>Endpoints with metrics.</summary>
    public IReadOnlyList<Uri> Scrapes { get; init; } = [];

    /// <summary>Endpoints to probe.</summary>
    public IReadOnlyList<Uri> Probes { get; init; } = [];

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a scrape or a probe may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    public int MaxSeries { get; init; } = 20_000;

    /// <summary>The number of the main's process.</summary>
    public int? Process { get; init; }

    /// <summary>A variable with its value that the main's process has and no other one.</summary>
    public string? ProcessVariable { get; init; }

    public ExporterKind Exporter { get; init; } = ExporterKind.Auto;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
