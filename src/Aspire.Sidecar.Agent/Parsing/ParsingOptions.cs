using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>How lines become records.</summary>
internal sealed record ParsingOptions
{
    public LineFormat Format { get; init; } = LineFormat.Auto;

    /// <summary>Joins lines that belong together.</summary>
    public bool Multiline { get; init; } = true;

    /// <summary>When set, a line that it matches begins a record, and every other one belongs to the record before.</summary>
    public LinePattern? RecordStart { get; init; }

    /// <summary>The zone of times that are written without one.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Records below it are left out; those whose severity is not known are kept.</summary>
    public Severity LeastSeverity { get; init; } = Severity.Unspecified;

    /// <summary>What is replaced in every line.</summary>
    public IReadOnlyList<LinePattern> Redactions { get; init; } = [];

    /// <summary>Records whose text one of these matches are left out.</summary>
    public IReadOnlyList<LinePattern> Drops { get; init; } = [];

    public int MaxBytes { get; init; } = 64 * 1024;
}
