namespace Aspire.Dashboard.Graph;

/// <summary>An arrow from a resource to one it waits for or refers to.</summary>
internal sealed record GraphEdge(string From, string To, bool IsWait, bool IsReference, string Path);
