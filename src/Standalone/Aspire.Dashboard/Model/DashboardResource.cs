namespace Aspire.Dashboard.Model;

/// <summary>One instance of a resource at one moment.</summary>
public sealed record DashboardResource
{
    /// <summary>The id of the instance, unlike that of every other.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the resource, which its instances share.</summary>
    public required string Name { get; init; }

    /// <summary>The name that is shown: the id when there are several instances.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Such as <c>Container</c> or <c>Sidecar</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Such as <c>Running</c>; empty before anything is known.</summary>
    public string State { get; init; } = "";

    /// <summary>How the state is meant: <c>success</c>, <c>info</c>, <c>warning</c>, <c>error</c> or nothing.</summary>
    public string? StateStyle { get; init; }

    /// <summary>How it ended, when it has.</summary>
    public int? ExitCode { get; init; }

    /// <summary><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c> while it runs.</summary>
    public string? Health { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>The id or the name of the resource under which this one is shown.</summary>
    public string? ParentName { get; init; }

    /// <summary>Whether lists leave it out unless asked.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The name of its icon in the Fluent set.</summary>
    public string? IconName { get; init; }

    /// <summary>Where it comes from: an image, a project or a program.</summary>
    public string? Source { get; init; }

    /// <summary>The whole of what <see cref="Source"/> may abbreviate, such as a path.</summary>
    public string? SourceDetail { get; init; }

    /// <summary>What can be opened or called.</summary>
    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    /// <summary>The volumes and bind mounts.</summary>
    public IReadOnlyList<ResourceVolume> Volumes { get; init; } = [];

    /// <summary>The environment variables.</summary>
    public IReadOnlyList<ResourceFact> Environment { get; init; } = [];

    /// <summary>Further facts.</summary>
    public IReadOnlyList<ResourceFact> Properties { get; init; } = [];

    /// <summary>The results of the health checks.</summary>
    public IReadOnlyList<ResourceHealthReport> HealthReports { get; init; } = [];

    /// <summary>The resources it waits for, refers to, or is shown under.</summary>
    public IReadOnlyList<ResourceRelationship> Relationships { get; init; } = [];

    /// <summary>The commands that can be given now or later.</summary>
    public IReadOnlyList<ResourceCommand> Commands { get; init; } = [];

    /// <summary>Whether this one is shown under another one.</summary>
    /// <param name="other">The other one.</param>
    public bool IsChildOf(DashboardResource other)
        => ParentName is not null
            && (string.Equals(ParentName, other.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(ParentName, other.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a property, when it has one.</summary>
    /// <param name="name">The name of the property.</param>
    public string? Property(string name)
        => Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}
