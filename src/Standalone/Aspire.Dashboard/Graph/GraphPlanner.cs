using System.Globalization;
using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Graph;

/// <summary>Lays out the graph: a box for each pod, what a pod depends on to the right of it, arrows between resources.</summary>
internal static class GraphPlanner
{
    public const int NodeWidth = 208;
    public const int NodeHeight = 52;
    private const int Gap = 10;
    private const int Inset = 14;

    // Arrows between the members of a pod bend in here.
    private const int InnerRoom = 34;
    private const int Title = 26;

    // An arrow begins so far below the middle of a box and ends above it: one in the other direction does not cover it.
    private const int Apart = 7;
    private const int ColumnGap = 110;
    private const int RowGap = 28;
    private const int Margin = 24;
    private const string Wait = "WaitFor";
    private const string Parent = "Parent";

    public static GraphPicture Plan(IEnumerable<DashboardResource> resources)
    {
        DashboardResource[] all = [.. resources.OrderBy(resource => resource.DisplayName, StringComparer.OrdinalIgnoreCase)];
        var pods = all.GroupBy(resource => MainOf(resource, all).Id).Select(group => group.OrderBy(member => member.Id != group.Key).ToArray()).ToArray();
        var podOf = pods.SelectMany(pod => pod.Select(member => (member.Id, Pod: pod[0].Id))).ToDictionary(pair => pair.Id, pair => pair.Pod);
        var links = all.SelectMany(resource => LinksOf(resource, all)).ToArray();
        var columns = Columns(pods, links, podOf);
        var placed = Place(pods, columns);
        var nodes = placed.SelectMany(pod => pod.Members).ToDictionary(node => node.Resource.Id);
        GraphEdge[] edges = [.. links.Select(link => Draw(link, nodes, podOf[link.From] == podOf[link.To]))];

        return new GraphPicture(
            placed.Select(pod => pod.X + pod.Width).DefaultIfEmpty(0).Max() + Margin + Inset,
            placed.Select(pod => pod.Y + pod.Height).DefaultIfEmpty(0).Max() + Margin,
            placed,
            edges);
    }

    private static DashboardResource MainOf(DashboardResource resource, DashboardResource[] all)
    {
        var visited = new HashSet<string> { resource.Id };
        while (Array.Find(all, other => resource.IsChildOf(other)) is { } parent && visited.Add(parent.Id))
        {
            resource = parent;
        }

        return resource;
    }

    private static IEnumerable<Link> LinksOf(DashboardResource resource, DashboardResource[] all) => resource.Relationships
        .Where(relation => relation.Type != Parent)
        .SelectMany(relation => all.Where(other => string.Equals(other.Name, relation.ResourceName, StringComparison.OrdinalIgnoreCase) && other.Id != resource.Id)
            .Select(other => (other.Id, IsWait: relation.Type == Wait)))
        .GroupBy(relation => relation.Id)
        .Select(group => new Link(resource.Id, group.Key, group.Any(relation => relation.IsWait), group.Any(relation => !relation.IsWait)));

    // The longest way to a pod is its column. As many rounds as there are pods end it even where pods wait for each other.
    private static Dictionary<string, int> Columns(DashboardResource[][] pods, Link[] links, Dictionary<string, string> podOf)
    {
        var columns = pods.ToDictionary(pod => pod[0].Id, _ => 0);
        var between = links.Select(link => (From: podOf[link.From], To: podOf[link.To])).Where(link => link.From != link.To).Distinct().ToArray();
        for (var round = 0; round < pods.Length; round++)
        {
            var hasChanged = false;
            foreach (var (from, to) in between)
            {
                if (columns[to] <= columns[from] && columns[from] + 1 < pods.Length)
                {
                    columns[to] = columns[from] + 1;
                    hasChanged = true;
                }
            }

            if (!hasChanged)
            {
                break;
            }
        }

        return columns;
    }

    private static List<GraphPod> Place(DashboardResource[][] pods, Dictionary<string, int> columns)
    {
        var placed = new List<GraphPod>();
        var x = Margin;
        foreach (var column in pods.GroupBy(pod => columns[pod[0].Id]).OrderBy(group => group.Key))
        {
            // Many pods without arrows would be one endless column: they are wrapped into several.
            var rows = (int)Math.Ceiling(Math.Sqrt(column.Count() * 2));
            foreach (var stack in column.OrderByDescending(pod => pod.Length).ThenBy(pod => pod[0].DisplayName, StringComparer.OrdinalIgnoreCase).Chunk(rows))
            {
                var y = Margin;
                foreach (var pod in stack)
                {
                    placed.Add(PlacePod(pod, x, y));
                    y += placed[^1].Height + RowGap;
                }

                x += NodeWidth + (2 * Inset) + InnerRoom + ColumnGap;
            }
        }

        return placed;
    }

    private static GraphPod PlacePod(DashboardResource[] pod, int x, int y)
    {
        var members = pod.Select((member, index) => new GraphNode(member, index == 0, x + Inset, y + Title + (index * (NodeHeight + Gap)))).ToArray();

        return new GraphPod(pod[0].DisplayName, x, y, NodeWidth + (2 * Inset) + (pod.Length > 1 ? InnerRoom : 0), Title + (pod.Length * (NodeHeight + Gap)) - Gap + Inset, members);
    }

    private static GraphEdge Draw(Link link, Dictionary<string, GraphNode> nodes, bool isWithinPod)
    {
        var (from, to) = (nodes[link.From], nodes[link.To]);
        var (startY, endY) = (from.Y + (NodeHeight / 2) + Apart, to.Y + (NodeHeight / 2) - Apart);
        var goesRight = !isWithinPod && to.X > from.X;
        var startX = from.X + NodeWidth;
        var endX = goesRight ? to.X : to.X + NodeWidth;
        var bend = goesRight ? Math.Max(40, (endX - startX) / 2) : isWithinPod ? 52 : 70;
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"M{startX} {startY}C{startX + bend} {startY} {(goesRight ? endX - bend : endX + bend)} {endY} {endX} {endY}");

        return new GraphEdge(from.Resource.DisplayName, to.Resource.DisplayName, link.IsWait, link.IsReference, path);
    }

    private sealed record Link(string From, string To, bool IsWait, bool IsReference);
}
