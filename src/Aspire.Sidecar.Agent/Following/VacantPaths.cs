namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Paths at which a followed file was and is no longer, or one was seen that could not be opened there. Files may have come to such a path and been rotated away unseen, so their rotated
/// names are searched: for a while, also when the path is taken again, since a folder that is listed while names in it change may hide some.
/// </summary>
internal sealed class VacantPaths(TimeSpan keptFor, TimeProvider timeProvider)
{
    // A second look may be as unlucky as the first one, and on a busy machine there may be no other within the time.
    private const int LooksAtLeast = 3;

    private readonly Dictionary<(string Path, DateTimeOffset Since), (long AddedAt, long Look)> _vacancies = [];
    private readonly Dictionary<FileIdentity, string> _sought = [];
    private long _look;

    public bool IsEmpty => _vacancies.Count == 0;

    /// <summary>Since when there may have been files that were not seen.</summary>
    public DateTimeOffset Earliest { get; private set; } = DateTimeOffset.MaxValue;

    /// <param name="path">The path.</param>
    /// <param name="since">When it was last known who was there: what was written later may not have been seen.</param>
    public void Add(string path, DateTimeOffset since)
    {
        _vacancies.TryAdd((path, since), (timeProvider.GetTimestamp(), _look));
        Earliest = since < Earliest ? since : Earliest;
    }

    public void AddRange(IEnumerable<string> paths, DateTimeOffset since)
    {
        foreach (var path in paths)
        {
            Add(path, since);
        }
    }

    /// <summary>Searches a file that was seen at a path and was gone before it could be opened.</summary>
    public void Seek(SeenFile file, DateTimeOffset since)
    {
        Add(file.Path, since);
        _sought[file.Identity] = file.Path;
    }

    /// <summary>The path at which a file may have been before it was rotated; null when there is none.</summary>
    public string? PathOf(SeenFile stranger, TimeSpan tolerance)
    {
        if (_sought.TryGetValue(stranger.Identity, out var path) || !stranger.WasWrittenSince(Earliest, tolerance))
        {
            return path;
        }

        foreach (var vacancy in _vacancies.Keys)
        {
            if (stranger.WasWrittenSince(vacancy.Since, tolerance) && RotationNames.IsRotationOf(stranger.Name, SeenFile.NameOf(vacancy.Path)))
            {
                return vacancy.Path;
            }
        }

        return null;
    }

    /// <summary>Notes that the folder was looked at, and forgets what has been searched for long enough.</summary>
    public void EndLook()
    {
        _look++;
        if (IsEmpty)
        {
            return;
        }

        foreach (var (vacancy, (addedAt, look)) in _vacancies)
        {
            if (_look - look >= LooksAtLeast && timeProvider.GetElapsedTime(addedAt) > keptFor)
            {
                _vacancies.Remove(vacancy);
            }
        }

        Earliest = _vacancies.Keys.Select(vacancy => vacancy.Since).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        if (IsEmpty)
        {
            _sought.Clear();
        }
    }
}
