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
        => new Walk([.. resources], collapsed, filter).Run();

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

    private sealed class Walk(DashboardResource[] all, IReadOnlySet<string> collapsed, string? filter)
    {
        private readonly Dictionary<string, DashboardResource> _parents = ParentsByIdOrName(all);
        private readonly HashSet<string> _visited = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<ResourceRow> _rows = new(all.Length);
        private ILookup<string, DashboardResource> _children = Array.Empty<DashboardResource>().ToLookup(resource => resource.Id);

        public List<ResourceRow> Run()
        {
            _children = all.Where(IsChild).ToLookup(resource => _parents[resource.ParentName!].Id, StringComparer.OrdinalIgnoreCase);
            foreach (var root in Sort(all.Where(resource => !IsChild(resource))))
            {
                Add(root, 0);
            }

            // Resources that are each other's parents have no root, and must not vanish for that.
            foreach (var orphan in Sort(all.Where(resource => !_visited.Contains(resource.Id))))
            {
                Add(orphan, 0);
            }

            return _rows;
        }

        private bool IsChild(DashboardResource resource)
            => resource.ParentName is { } parent && _parents.TryGetValue(parent, out var found) && found.Id != resource.Id;

        // Whether the resource or one below it is wanted. What is not leaves the list again.
        private bool Add(DashboardResource resource, int depth)
        {
            if (!_visited.Add(resource.Id))
            {
                return false;
            }

            DashboardResource[] own = [.. Sort(_children[resource.Id])];
            var isExpanded = !string.IsNullOrEmpty(filter) || !collapsed.Contains(resource.Name);
            var position = _rows.Count;
            _rows.Add(new(resource, depth, own.Length, isExpanded));
            var isWanted = Matches(resource, filter);
            foreach (var child in own)
            {
                isWanted |= Add(child, depth + 1);
            }

            var kept = !isWanted ? position : isExpanded ? _rows.Count : position + 1;
            _rows.RemoveRange(kept, _rows.Count - kept);

            return isWanted;
        }
    }
}
