using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The positions of the last run that no followed file has taken over yet.</summary>
internal sealed class RestoredPositions(PositionsDocument? document)
{
    private readonly Dictionary<FileIdentity, Position> _positions = (document?.Files ?? [])
        .Select(position => (Known: FileIdentity.TryParse(position.Identity, out var identity), Identity: identity, Position: position))
        .Where(entry => entry.Known)
        .DistinctBy(entry => entry.Identity)
        .ToDictionary(entry => entry.Identity, entry => entry.Position);

    /// <summary>True when no run before this one has left positions.</summary>
    public bool IsFirstRun { get; } = document is null;

    public DateTimeOffset SavedAt { get; } = document?.SavedAt ?? DateTimeOffset.MaxValue;

    public ICollection<Position> Remaining => _positions.Values;

    public bool TryGet(FileIdentity identity, out Position position) => _positions.TryGetValue(identity, out position!);

    public Position? FindByPath(string path) => _positions.Values.FirstOrDefault(position => position.Path == path);

    public void Remove(Position position) => _ = FileIdentity.TryParse(position.Identity, out var identity) && _positions.Remove(identity);

    public void Remove(FileIdentity identity) => _positions.Remove(identity);

    /// <summary>Drops the positions of files that are not among these.</summary>
    public void KeepOnly(IReadOnlySet<FileIdentity> present)
    {
        foreach (var identity in _positions.Keys.Where(identity => !present.Contains(identity)).ToArray())
        {
            _positions.Remove(identity);
        }
    }

    /// <summary>Where to go on in a file; null when it does not hold what was read.</summary>
    public static long? Resume(Position position, SafeFileHandle handle) => position.ToMark().IsHeldBy(handle) ? position.Offset : null;
}
