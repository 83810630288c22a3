using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Keeps the set of followed files in step with the folder: new files, rotation by rename or by copy and truncate, deletion.</summary>
internal sealed partial class FileTracker(
    LoggingOptions options, FolderScanner scanner, FileOpener opener, RestoredPositions restored, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarnedAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<FileIdentity, FollowedFile> _files = [];
    private readonly Dictionary<string, FollowedFile> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<FileIdentity, long> _suspects = [];
    private readonly HashSet<FollowedFile> _active = [];
    private readonly VacantPaths _vacant = new(options.RotateWait, timeProvider);
    private readonly CompletedFiles _completed = new();
    private readonly List<LostContent> _lostContents = [];
    private DateTimeOffset _lastScan;
    private long _lastScanStamp;
    private bool _isFirstScan = true;
    private bool _isWaiting;
    private bool _hasWarned;
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private long _scan;

    public IReadOnlyCollection<FollowedFile> Files => _files.Values;

    /// <summary>The files of which there may be something to read, to send, to let go of or to remember. All the others are as they were, and cost nothing until the next look.</summary>
    public IReadOnlyCollection<FollowedFile> Active => _active;

    /// <summary>Positions of the last run whose files could not be opened so far: they are remembered further.</summary>
    public IEnumerable<Position> Remaining => restored.Remaining;

    private bool IsFirstLookOfAll => _isFirstScan && restored.IsFirstRun;

    /// <summary>Looks at the folder.</summary>
    /// <param name="giveUp">Takes files that were written anew, to let go of what was held back of them; true when a copy was found, in which it is read again.</param>
    /// <returns>False when the folder is not there.</returns>
    public bool Update(Action<FollowedFile, bool> giveUp)
    {
        var (startedAt, stamp) = (timeProvider.GetUtcNow(), timeProvider.GetTimestamp());
        _scan++;
        _lostContents.Clear();
        if (scanner.Scan() is not { } seen)
        {
            Wait();
            return false;
        }

        _lastScan = LastScan(startedAt, stamp);
        _vacant.AddRange(scanner.Vanished, _lastScan);
        var newcomers = FindNewcomers(seen);
        Detach();
        ResumeRestored(newcomers);
        ResumeByPath(newcomers);
        NoteChanges();
        WarnWithoutFiles(seen.Count);
        AdoptLost(newcomers, giveUp);
        Follow(newcomers);
        _vacant.EndLook();
        _completed.ForgetBefore(_vacant.Earliest < startedAt ? _vacant.Earliest : startedAt, options.RotateWait);
        (_lastScanStamp, _isFirstScan, _isWaiting) = (stamp, false, false);
        return true;
    }

    /// <summary>When the folder was last looked at, by the present clock: somebody may have set it, and the files that were written since are stamped with it.</summary>
    private DateTimeOffset LastScan(DateTimeOffset now, long stamp) =>
        !_isFirstScan ? now - timeProvider.GetElapsedTime(_lastScanStamp, stamp)
        : restored.IsFirstRun || restored.SavedAt < now ? restored.SavedAt
        : now;

    /// <summary>Stops following a file that is complete and whose records were all taken.</summary>
    public void Forget(FollowedFile file)
    {
        _completed.Add(file, timeProvider.GetUtcNow());
        _files.Remove(file.Identity);
        _active.Remove(file);
        Unname(file);
        logger.FileCompleted(RawPath.Readable(file.Path));
        opener.Close(file);
    }

    /// <summary>Leaves a file alone for a while after an error; the others go on.</summary>
    public void Suspend(FollowedFile file, Exception exception)
    {
        file.RetryAt = timeProvider.GetTimestamp() + (long)(RetryAfter.TotalSeconds * timeProvider.TimestampFrequency);
        opener.Complain(file.Path, exception);
    }

    /// <summary>True when the file can be read now; opens it if need be.</summary>
    public bool IsReadable(FollowedFile file) => !IsSuspended(file) && opener.TryOpen(file);

    /// <summary>Looks at one file of which it is known that it changed, without a look at the folder.</summary>
    public void Note(string path)
    {
        if (_byPath.TryGetValue(path, out var file) && _files.GetValueOrDefault(file.Identity) == file && file.DetachedAt is null)
        {
            CheckOne(file);
        }
    }

    /// <summary>Lets the files rest with which everything is done.</summary>
    public void Rest() => _active.RemoveWhere(file => file.IsAtRest);

    private void Wait()
    {
        if (!_isWaiting)
        {
            logger.WaitingForFolder(options.Directory);
        }

        // Whatever comes with the folder appeared while the agent was there to see it.
        (_isWaiting, _isFirstScan) = (true, _isFirstScan && !restored.IsFirstRun);
        Detach();
    }

    private List<SeenFile> FindNewcomers(IReadOnlyList<SeenFile> seen)
    {
        var newcomers = new List<SeenFile>();
        foreach (var candidate in seen)
        {
            if (!_files.TryGetValue(candidate.Identity, out var file))
            {
                newcomers.Add(candidate);
            }
            else if (file.SeenInScan != _scan)
            {
                See(file, candidate);
            }
        }

        return newcomers;
    }

    private void See(FollowedFile file, SeenFile candidate)
    {
        if (file.Path != candidate.Path || file.DetachedAt is not null)
        {
            Unname(file);
            _byPath[candidate.Path] = file;
            _active.Add(file);
        }

        (file.Path, file.SeenInScan, file.DetachedAt) = (candidate.Path, _scan, null);
        file.MayHaveChanged = candidate.Length != file.ReadOffset || candidate.WrittenAt != file.WrittenAt || !file.IsWriteTimeTrusted || file.RetryAt is not null;
        file.WrittenAt = candidate.WrittenAt;
    }

    private void Detach()
    {
        foreach (var file in _files.Values)
        {
            if (file.SeenInScan != _scan && file.DetachedAt is null)
            {
                file.DetachedAt = timeProvider.GetTimestamp();
                _active.Add(file);
                Unname(file);
                _vacant.Add(file.Path, _lastScan);
            }
        }
    }

    private void ResumeRestored(List<SeenFile> newcomers)
    {
        foreach (var newcomer in newcomers.ToArray())
        {
            if (!restored.TryGet(newcomer.Identity, out var position))
            {
                continue;
            }

            var opened = false;
            var origin = opener.OriginOf(position.Path);
            var file = opener.Open(newcomer, origin, null, handle => RestoredPositions.Resume(position, Note(handle, out opened)));
            if (file is not null)
            {
                Track(file);
                newcomers.Remove(newcomer);
            }
            else if (opened)
            {
                // Truncated, or another file that got the inode of one that is gone.
                _lostContents.Add(new(position.Path, origin, position.ToMark(), null));
            }

            if (opened)
            {
                restored.Remove(newcomer.Identity);
            }

            if (newcomer.Path != position.Path)
            {
                _vacant.Add(position.Path, _lastScan);
            }
        }
    }

    /// <summary>A file under its old name that holds what was read is the same, whatever its identity: volumes are copied, and some file systems number their files anew.</summary>
    private void ResumeByPath(List<SeenFile> newcomers)
    {
        if (!_isFirstScan || restored.Remaining.Count == 0)
        {
            return;
        }

        foreach (var newcomer in newcomers.ToArray())
        {
            if (restored.FindByPath(newcomer.Path) is { HeadLength: > 0 } position
                && opener.Open(newcomer, opener.OriginOf(position.Path), null, handle => RestoredPositions.Resume(position, handle)) is { } file)
            {
                restored.Remove(position);
                Track(file);
                newcomers.Remove(newcomer);
            }
        }
    }

    private void NoteChanges()
    {
        foreach (var file in _files.Values)
        {
            if (file.MayHaveChanged || file.DetachedAt is not null)
            {
                CheckOne(file);
            }
        }
    }

    private void CheckOne(FollowedFile file)
    {
        _active.Add(file);
        try
        {
            if (IsSuspended(file) || !opener.TryOpen(file))
            {
                return;
            }

            switch (file.Check(timeProvider.GetUtcNow().UtcDateTime))
            {
                case FileChange.Rewritten when _lostContents.TrueForAll(lost => lost.Predecessor != file):
                    _lostContents.Add(new(file.Path, file.Origin, file.Mark, file));
                    break;
                case FileChange.Grown:
                    file.LastGrowth = timeProvider.GetTimestamp();
                    break;
                default:
                    break;
            }

            // Of one that cannot be read on it is not said again at each attempt.
            if (!file.HasUnread)
            {
                opener.Withdraw(file.Path);
            }
        }
        catch (Exception exception)
        {
            Suspend(file, exception);
        }
    }

    private bool IsSuspended(FollowedFile file)
    {
        if (file.RetryAt is { } retryAt && timeProvider.GetTimestamp() < retryAt)
        {
            return true;
        }

        file.RetryAt = null;
        return false;
    }

    private void WarnWithoutFiles(int seen)
    {
        if (seen > 0 || _files.Count > 0)
        {
            _hasWarned = true;
        }
        else if (!_hasWarned && timeProvider.GetElapsedTime(_startedAt) >= WarnedAfter)
        {
            _hasWarned = true;
            var (count, example) = scanner.Unmatched;
            logger.NothingMatches(string.Join(", ", options.Files.Select(glob => $"'{glob}'")), options.Directory, count, example is null ? "" : $", such as '{RawPath.Readable(example)}'");
        }
    }

    private void Follow(List<SeenFile> newcomers)
    {
        var opened = new List<(FollowedFile File, DateTime WrittenAt)>();
        foreach (var newcomer in newcomers)
        {
            var writtenAt = DateTime.MinValue;
            var file = opener.Open(newcomer, null, null, handle =>
            {
                writtenAt = File.GetLastWriteTimeUtc(handle);
                return ChooseStart(newcomer, handle);
            });
            if (file is not null)
            {
                opened.Add((file, writtenAt));
            }
            else if (!opener.IsThere(newcomer) && !(IsFirstLookOfAll && options.From == StartFrom.End))
            {
                // Renamed since it was listed.
                _vacant.Seek(newcomer, _lastScan);
            }
        }

        // Older files first, so that records come in their order.
        opened.Sort((one, other) => one.WrittenAt.CompareTo(other.WrittenAt));
        opened.ForEach(file => Track(file.File));
        foreach (var identity in _suspects.Keys.Except(newcomers.Select(newcomer => newcomer.Identity)).ToArray())
        {
            _suspects.Remove(identity);
        }
    }

    private long? ChooseStart(SeenFile newcomer, SafeFileHandle handle)
    {
        if (IsFirstLookOfAll)
        {
            return options.From == StartFrom.End ? RandomAccess.GetLength(handle) : 0;
        }

        // A copy that has just been made of a followed file is about to be followed by the truncation of that file: reading it
        // would ship its lines twice. So it is left alone until that has happened, for a while.
        var head = FileContent.Read(handle, 0, ContentMark.HeadSize);
        var original = _files.Values.FirstOrDefault(file =>
            file.DetachedAt is null && file.Path.Length <= newcomer.Path.Length && RotationNames.IsRotationOf(newcomer.Name, SeenFile.NameOf(file.Path)) && (head.Length == 0 || file.HasHead(head)));
        if (original is null)
        {
            return 0;
        }

        if (!_suspects.TryGetValue(newcomer.Identity, out var since))
        {
            _suspects[newcomer.Identity] = timeProvider.GetTimestamp();
            return null;
        }

        if (timeProvider.GetElapsedTime(since) < options.RotateWait)
        {
            return null;
        }

        // No truncation came. Short files can be the same by chance; then sending twice is better than losing.
        var length = RandomAccess.GetLength(handle);
        return length > ContentMark.HeadSize && StartsWith(original, handle, length) ? length : 0;
    }

    private bool StartsWith(FollowedFile original, SafeFileHandle copy, long length) => opener.TryOpen(original) && FileContent.HaveSamePrefix(original.Handle!, copy, length);

    private void Track(FollowedFile file)
    {
        _files[file.Identity] = file;
        _active.Add(file);
        _byPath[file.Path] = file;
        restored.Remove(file.Identity);
        file.SeenInScan = _scan;
    }

    // Another one may have its name by now.
    private void Unname(FollowedFile file)
    {
        if (_byPath.GetValueOrDefault(file.Path) == file)
        {
            _byPath.Remove(file.Path);
        }
    }

    private static SafeFileHandle Note(SafeFileHandle handle, out bool opened)
    {
        opened = true;
        return handle;
    }
}
