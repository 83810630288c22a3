namespace Aspire.Sidecar.Agent.Following;

/// <summary>The content of the positions file.</summary>
internal sealed record PositionsDocument(DateTimeOffset SavedAt, IReadOnlyList<Position> Files);
