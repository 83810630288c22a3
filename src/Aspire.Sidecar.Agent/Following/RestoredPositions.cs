using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>The positions of the last run that no followed file has taken over yet. Loaded at the first question: before this agent has the folder, another one may still write them.</summary>
internal sealed class RestoredPositions
{
    private readonly Lazy<PositionsDocument?> _document;
    private readonly Lazy<Dictionary<FileIdentity, Position>> _positions;

    /// <param name="load">Loads what the last run left; null when there was none.</param>
    public RestoredPositions(Func<PositionsDocument?> load)
    {
        _document = new(load);
        _positions = new(() => ByIdentity(_document.Value?.Files ?? []));
    }

    /// <summary>True when no run before this one has left positions.</summary>
    public bool IsFirstRun => _document.Value is null;

    public DateTimeOffset SavedAt => _document.Value?.SavedAt ?? DateTimeOffset.MaxValue;

    public ICollection<Position> Remaining => _positions.Value.Values;

    public bool TryGet(FileIdentity identity, out Position position) => _positions.Value.TryGetValue(identity, out position!);

    public Position? FindByPath(string path) => Remaining.FirstOrDefault(position => position.Path == path);

    public void Remove(Position position) => _ = FileIdentity.TryParse(position.Identity, out var identity) && _positions.Value.Remove(identity);

    public void Remove(FileIdentity identity) => _positions.Value.Remove(identity);

    /// <summary>Drops the positions of files that are not among these.</summary>
    public void KeepOnly(IReadOnlySet<FileIdentity> present)
    {
        foreach (var identity in _positions.Value.Keys.Where(identity => !present.Contains(identity)).ToArray())
        {
            Remove(identity);
        }
    }

    /// <summary>Where to go on in a file; null when it does not hold what was read.</summary>
    public static long? Resume(Position position, SafeFileHandle handle) => position.ToMark().IsHeldBy(handle) ? position.Offset : null;

    private static Dictionary<FileIdentity, Position> ByIdentity(IReadOnlyList<Position> positions) => positions
        .Select(position => (Known: FileIdentity.TryParse(position.Identity, out var identity), Identity: identity, Position: position))
        .Where(entry => entry.Known)
        .DistinctBy(entry => entry.Identity)
        .ToDictionary(entry => entry.Identity, entry => entry.Position);
}
