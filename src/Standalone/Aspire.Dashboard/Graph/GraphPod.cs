namespace Aspire.Dashboard.Graph;

/// <summary>A box with a main and its sidecars, or with a resource that has none.</summary>
internal sealed record GraphPod(string Name, int X, int Y, int Width, int Height, IReadOnlyList<GraphNode> Members);
