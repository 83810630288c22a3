using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Resources;

/// <summary>Lists resources as a tree: sidecars and init containers under their main.</summary>
internal static class ResourceTree
{
    private const string Parameter = "Parameter";

    /// <param name="resources">The resources, in any order.</param>
    /// <param name="collapsed">The names of those whose children are left out.</param>
    /// <param name="filter">A part of the name, type, state or source; a match brings its ancestors along.</param>
    public static List<ResourceRow> Build(IEnumerable<DashboardResource> resources, IReadOnlySet<string> collapsed, string? filter)
    {
        DashboardResource[] all = [.. resources];
        var parents = ParentsByIdOrName(all);
        var children = all.Where(IsChild).ToLookup(resource => parents[resource.ParentName!].Id, StringComparer.OrdinalIgnoreCase);
        var rows = new List<ResourceRow>(all.Length);
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var root in Sort(all.Where(resource => !IsChild(resource))))
        {
            Add(root, 0);
        }

        // Resources that are each other's parents have no root, and must not vanish for that.
        foreach (var orphan in Sort(all.Where(resource => !visited.Contains(resource.Id))))
        {
            Add(orphan, 0);
        }

        return rows;

        bool IsChild(DashboardResource resource)
            => resource.ParentName is { } parent && parents.TryGetValue(parent, out var found) && found.Id != resource.Id;

        bool Add(DashboardResource resource, int depth)
        {
            if (!visited.Add(resource.Id))
            {
                return false;
            }

            DashboardResource[] own = [.. Sort(children[resource.Id])];
            var isExpanded = !string.IsNullOrEmpty(filter) || !collapsed.Contains(resource.Name);
            var position = rows.Count;
            rows.Add(new(resource, depth, own.Length, isExpanded));
            var isWanted = Matches(resource, filter);
            foreach (var child in own)
            {
                isWanted |= Add(child, depth + 1);
            }

            if (!isWanted || !isExpanded)
            {
                rows.RemoveRange(isWanted ? position + 1 : position, rows.Count - (isWanted ? position + 1 : position));
            }

            return isWanted;
        }
    }

    // Of several instances the first has the children of their name.
    private static Dictionary<string, DashboardResource> ParentsByIdOrName(DashboardResource[] all)
    {
        var parents = new Dictionary<string, DashboardResource>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in all)
        {
            parents.TryAdd(resource.Name, resource);
        }

        foreach (var resource in all)
        {
            parents[resource.Id] = resource;
        }

        return parents;
    }

    private static IEnumerable<DashboardResource> Sort(IEnumerable<DashboardResource> resources) => resources
        .OrderBy(resource => resource.Type == Parameter)
        .ThenBy(resource => resource.DisplayName, StringComparer.OrdinalIgnoreCase);

    private static bool Matches(DashboardResource resource, string? filter)
        => string.IsNullOrWhiteSpace(filter)
            || Contains(resource.DisplayName, filter)
            || Contains(resource.Type, filter)
            || Contains(resource.State, filter)
            || Contains(resource.Source, filter);

    private static bool Contains(string? text, string part) => text?.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase) is true;
}
