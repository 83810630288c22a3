using System.Collections.Concurrent;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Says when the folder is to be looked at. A look at a few files costs next to nothing and is taken at every poll. A look at ten thousand takes its time: then the
/// pauses between looks grow with it, so that they stay below two percent of a processor, or twelve where files come and go all the time, and the system is asked to
/// say what changes meanwhile, where it can (inotify and its like do not see what is written on the other side of a network or of a virtual machine; the looks do).
/// </summary>
internal sealed class FolderWatch(string folder, TimeSpan pollInterval, TimeProvider timeProvider) : IDisposable
{
    private const int PauseForScan = 100;
    private const int PauseForChange = 8;
    private const int ManyChanges = 10_000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);
    private FileSystemWatcher? _watcher;
    private volatile bool _mustScan = true;
    private bool _cannotWatch;
    private long _began;
    private long? _ended;
    private TimeSpan _last;
    private TimeSpan _cost;

    public bool IsScanDue
    {
        get
        {
            if (_ended is not { } ended)
            {
                return true;
            }

            var elapsed = timeProvider.GetElapsedTime(ended);
            return elapsed >= Pause(PauseForScan) || (_mustScan && elapsed >= Pause(PauseForChange));
        }
    }

    public void ScanBegins()
    {
        _mustScan = false;
        _changed.Clear();
        _began = timeProvider.GetTimestamp();
    }

    public void ScanEnds()
    {
        // The cheaper one of the last two: a machine that is busy with something else makes one dear now and then.
        var now = timeProvider.GetTimestamp();
        var cost = timeProvider.GetElapsedTime(_began, now);
        _cost = cost < _last ? cost : _last;
        _last = cost;
        _ended = now;
        if (_watcher is null && !_cannotWatch && Pause(PauseForScan) > pollInterval * 2)
        {
            Watch();
        }
    }

    /// <summary>Tells which files were written since the last look.</summary>
    public void TakeChanges(Action<string> note)
    {
        foreach (var path in _changed.Keys)
        {
            _changed.TryRemove(path, out _);
            note(path);
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private TimeSpan Pause(int times)
    {
        var pause = _cost * times;
        return pause < pollInterval ? pollInterval / 2 : pause < LongestPause ? pause : LongestPause;
    }

    private void Watch()
    {
        try
        {
            _watcher = new(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size | NotifyFilters.LastWrite };
            _watcher.Changed += (_, change) => Note(change.Name);
            _watcher.Created += (_, _) => _mustScan = true;
            _watcher.Deleted += (_, _) => _mustScan = true;
            _watcher.Renamed += (_, _) => _mustScan = true;
            _watcher.Error += (_, _) => _mustScan = true;
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // There are limits to how much a user may watch. The looks go on without.
            _cannotWatch = true;
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private void Note(string? name)
    {
        if (name is null || _changed.Count >= ManyChanges)
        {
            _mustScan = true;
            return;
        }

        _changed[OperatingSystem.IsWindows() ? name.Replace('\\', '/') : name] = true;
    }
}
