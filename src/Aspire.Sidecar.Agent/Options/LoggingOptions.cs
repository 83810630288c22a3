using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>Everything the logging job can be told, checked.</summary>
internal sealed record LoggingOptions
{
    public required string Directory { get; init; }

    /// <summary>Globs relative to <see cref="Directory"/>; one that starts with <c>!</c> excludes.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required string Positions { get; init; }

    public LineFormat Format { get; init; } = LineFormat.Auto;

    public ExporterKind Exporter { get; init; } = ExporterKind.Auto;

    public bool Multiline { get; init; } = true;

    /// <summary>How long a record waits for another continuation line.</summary>
    public TimeSpan MultilineTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public StartFrom From { get; init; } = StartFrom.Beginning;

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most records in one request.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long a batch that is not full may wait.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Batches that wait for the exporter at most; reading stops when they are full.</summary>
    public int QueueSize { get; init; } = 8;

    /// <summary>Longer lines are shipped in parts.</summary>
    public int MaxLineBytes { get; init; } = 64 * 1024;

    /// <summary>How long a file that was rotated away or deleted must be quiet before it counts as complete.</summary>
    public TimeSpan RotateWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a line without an end may wait for the rest.</summary>
    public TimeSpan LastLineWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A line that it matches begins a record, and every other one belongs to the record before.</summary>
    public LinePattern? RecordStart { get; init; }

    /// <summary>The zone of times that are written without one.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Records below it are left out.</summary>
    public LeastLevel LeastLevel { get; init; } = LeastLevel.All;

    public IReadOnlyList<LinePattern> Redactions { get; init; } = [];

    public IReadOnlyList<LinePattern> Drops { get; init; } = [];

    /// <summary>Records sent in a second at most; 0 for no limit.</summary>
    public int RateLimit { get; init; }

    /// <summary>Files that are open at a time; more are closed while they are quiet.</summary>
    public int MaxOpenFiles { get; init; } = 512;

    /// <summary>True when the folder is removed after the stop: then nothing sends what is left.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>How long a stop may take to send what was read.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
