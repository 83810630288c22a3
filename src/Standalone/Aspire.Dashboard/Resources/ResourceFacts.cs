using System.Globalization;
using Aspire.Dashboard.Display;
using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Resources;

/// <summary>Sorts what is known about a resource into the sections of the details.</summary>
internal static class ResourceFacts
{
    private const string SidecarPrefix = "sidecar.";
    private const string LimitPrefix = "container.limit.";
    private const string SourceName = "resource.source";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["container.image"] = "Image",
        ["container.id"] = "Container ID",
        ["container.command"] = "Command",
        ["container.args"] = "Arguments",
        ["container.ports"] = "Ports",
        ["container.lifetime"] = "Lifetime",
        ["executable.path"] = "Program",
        ["executable.pid"] = "Process ID",
        ["executable.workDir"] = "Working directory",
        ["executable.args"] = "Arguments",
        ["project.path"] = "Project",
        ["project.launchProfile"] = "Launch profile",
        ["resource.connectionString"] = "Connection string",
        ["resource.waitingFor"] = "Waits for",
        ["sidecar.name"] = "Sidecar name",
        ["sidecar.main"] = "Main",
        ["sidecar.namespaces"] = "Shared with the main",
        ["sidecar.restarts"] = "Restarts",
        ["sidecar.lastExitCode"] = "Last exit code",
        ["sidecar.lastExitReason"] = "Last exit reason",
        ["sidecar.failure"] = "Failure",
        ["container.limit.cpus"] = "CPU limit",
        ["container.limit.memory"] = "Memory limit",
        ["container.limit.processes"] = "Process limit",
    };

    /// <summary>What one asks first.</summary>
    public static IReadOnlyList<ResourceFact> Main(DashboardResource resource)
    {
        List<ResourceFact> facts = [new("Name", resource.DisplayName), new("Type", resource.Type)];
        AddTime("Started", resource.Started ?? resource.Created);
        AddTime("Stopped", resource.Stopped);
        if (resource.ExitCode is { } code)
        {
            facts.Add(new("Exit code", code.ToString(CultureInfo.InvariantCulture)));
        }

        if (resource.Health is { } health)
        {
            facts.Add(new("Health", health));
        }

        facts.AddRange(resource.Properties.Where(IsMain).Where(property => property.Value is { Length: > 0 }).Select(Renamed));
        return facts;

        void AddTime(string name, DateTimeOffset? time)
        {
            if (time is { } known)
            {
                facts.Add(new(name, TimeText.Full(known)));
            }
        }
    }

    /// <summary>What the resource has to do with its pod: limits and shared namespaces of a sidecar, the members of a main.</summary>
    public static IReadOnlyList<ResourceFact> Pod(DashboardResource resource, IEnumerable<DashboardResource> all)
    {
        List<ResourceFact> facts = [.. resource.Properties.Where(IsPod).Select(Renamed)];
        string[] members = [.. all.Where(other => other.IsChildOf(resource) && !other.IsHidden)
            .Select(other => other.DisplayName).Order(StringComparer.OrdinalIgnoreCase)];
        if (members.Length > 0)
        {
            facts.Add(new("Members", string.Join(", ", members)));
        }

        return facts;
    }

    /// <summary>Everything else.</summary>
    public static IReadOnlyList<ResourceFact> Other(DashboardResource resource)
        => [.. resource.Properties.Where(property => !IsMain(property) && !IsPod(property)).Select(Renamed)];

    /// <summary>The resources this one has to do with, in both directions, in words.</summary>
    public static (string Name, string Type)[] Related(DashboardResource resource, IEnumerable<DashboardResource> all)
    {
        var forward = resource.Relationships.Select(relation => (relation.ResourceName, Forward(relation.Type)));
        var back = all.Where(other => other.Id != resource.Id && !other.IsHidden).SelectMany(other => other.Relationships
            .Where(relation => string.Equals(relation.ResourceName, resource.Name, StringComparison.OrdinalIgnoreCase))
            .Select(relation => (other.Name, Back(relation.Type))));

        return [.. forward.Concat(back).Distinct()];
    }

    private static string Forward(string type) => type switch
    {
        "WaitFor" => "Waits for",
        "Reference" => "Refers to",
        "Parent" => "Belongs to",
        _ => type,
    };

    private static string Back(string type) => type switch
    {
        "WaitFor" => "Is waited for by",
        "Reference" => "Is referred to by",
        "Parent" => "Has member",
        _ => $"{type} of",
    };

    private static bool IsPod(ResourceFact property)
        => property.Name.StartsWith(SidecarPrefix, StringComparison.OrdinalIgnoreCase) || property.Name.StartsWith(LimitPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsMain(ResourceFact property)
        => !IsPod(property) && Names.ContainsKey(property.Name) && !property.Name.Equals(SourceName, StringComparison.OrdinalIgnoreCase);

    private static ResourceFact Renamed(ResourceFact property) => property with { Name = Names.GetValueOrDefault(property.Name, property.Name) };
}
