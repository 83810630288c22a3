namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Paths at which a followed file was and is no longer. Until the next one has been seen there, files may come and be rotated
/// away unseen, so their rotated names are searched.
/// </summary>
internal sealed class VacantPaths(TimeSpan keptFor, TimeProvider timeProvider)
{
    private readonly Dictionary<string, long> _paths = new(StringComparer.Ordinal);

    public bool IsEmpty => _paths.Count == 0;

    public IEnumerable<string> Paths => _paths.Keys;

    public void Add(string path) => _paths.TryAdd(path, timeProvider.GetTimestamp());

    public void AddRange(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            Add(path);
        }
    }

    /// <summary>Forgets the paths that are taken again, and those that have been free for long.</summary>
    public void Forget(IEnumerable<string> occupied)
    {
        if (IsEmpty)
        {
            return;
        }

        foreach (var path in occupied)
        {
            _paths.Remove(path);
        }

        foreach (var (path, since) in _paths.ToArray())
        {
            if (timeProvider.GetElapsedTime(since) > keptFor)
            {
                _paths.Remove(path);
            }
        }
    }
}
