namespace Aspire.Dashboard.Graph;

/// <summary>Where everything is drawn.</summary>
internal sealed record GraphPicture(int Width, int Height, IReadOnlyList<GraphPod> Pods, IReadOnlyList<GraphEdge> Edges);
