using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known about one instance of a resource at one moment.</summary>
[DebuggerDisplay("{ResourceType,nq}, State = {State?.Text,nq}, HealthStatus = {HealthStatus}")]
public sealed record CustomResourceSnapshot
{
    /// <summary>Gets the type that is shown for the resource.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Gets further facts by name.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Gets when the resource was created, in UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>Gets when the resource was started, in UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>Gets when the resource ended, in UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Gets the state.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>Gets the exit code of a resource that has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets the health of a running resource: that of its worst check, unhealthy while a check has not run yet.</summary>
    /// <value><see langword="null"/> unless the resource runs.</value>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Select(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .Append(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
            .Min();

    /// <summary>Gets the results of the health checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Gets the environment variables.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Gets the URLs.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Gets the volumes and bind mounts.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>Gets the commands and their states.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Gets the relationships to other resources.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Gets whether the resource is hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Gets the name of the icon.</summary>
    public string? IconName { get; init; }

    /// <summary>Gets the variant of the icon.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>Counts the snapshots of the instance.</summary>
    internal long Version { get; init; }

    /// <summary>Set once the handlers of the ready event run; ends when they have.</summary>
    internal EventSnapshot? ResourceReadyEvent { get; init; }
}
