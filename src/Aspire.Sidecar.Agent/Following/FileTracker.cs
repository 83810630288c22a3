using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Keeps the set of followed files in step with the folder: new files, rotation by rename or by copy and truncate, deletion.</summary>
internal sealed class FileTracker(
    LoggingOptions options, FolderScanner scanner, FileOpener opener, RestoredPositions restored, TimeProvider timeProvider, ILogger logger)
{
    private readonly Dictionary<FileIdentity, FollowedFile> _files = [];
    private readonly Dictionary<FileIdentity, long> _suspects = [];
    private readonly VacantPaths _vacant = new(options.RotateWait, timeProvider);
    private readonly List<LostContent> _lostContents = [];
    private DateTimeOffset _lastScan = restored.SavedAt;
    private bool _isFirstScan = true;
    private bool _isWaiting;
    private long _scan;

    public IReadOnlyCollection<FollowedFile> Files => _files.Values;

    /// <summary>What to remember: followed files, and those of the last run that could not be opened so far.</summary>
    public IReadOnlyList<Position> Positions =>
        [.. _files.Values.Select(file => file.Position).Concat(restored.Remaining).OrderBy(position => position.Path, StringComparer.Ordinal)];

    /// <summary>Looks at the folder.</summary>
    /// <param name="giveUp">Takes files that were written anew, to flush what was read of them; true when their unfinished line is lost.</param>
    public void Update(Action<FollowedFile, bool> giveUp)
    {
        var startedAt = timeProvider.GetUtcNow();
        _scan++;
        _lostContents.Clear();
        if (scanner.Scan() is not { } seen)
        {
            Wait();
            return;
        }

        _vacant.AddRange(scanner.Vanished);
        var newcomers = FindNewcomers(seen);
        Detach();
        ResumeRestored(newcomers);
        NoteRewritten();
        AdoptLost(newcomers, giveUp);
        Follow(newcomers);
        _vacant.Forget(occupied: _files.Values.Where(file => file.DetachedAt is null).Select(file => file.Path));
        (_lastScan, _isFirstScan, _isWaiting) = (startedAt, false, false);
    }

    /// <summary>Stops following a file that is complete and whose records were all taken.</summary>
    public void Forget(FollowedFile file)
    {
        _files.Remove(file.Identity);
        logger.FileCompleted(file.Path);
        file.Dispose();
    }

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
                (file.Path, file.SeenInScan, file.DetachedAt) = (candidate.Path, _scan, null);
            }
        }

        return newcomers;
    }

    private void Detach()
    {
        foreach (var file in _files.Values.Where(file => file.SeenInScan != _scan && file.DetachedAt is null))
        {
            file.DetachedAt = timeProvider.GetTimestamp();
            _vacant.Add(file.Path);
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
                _vacant.Add(position.Path);
            }
        }
    }

    private void NoteRewritten()
    {
        foreach (var file in _files.Values)
        {
            try
            {
                switch (file.Check())
                {
                    case FileChange.Rewritten:
                        _lostContents.Add(new(file.Path, file.Origin, file.Mark, file));
                        break;
                    case FileChange.Grown:
                        file.LastGrowth = timeProvider.GetTimestamp();
                        break;
                    default:
                        break;
                }

                opener.Readable(file);
            }
            catch (IOException exception)
            {
                opener.WarnOnce(opener.FullPath(file.Path), exception);
            }
        }
    }

    private void AdoptLost(List<SeenFile> newcomers, Action<FollowedFile, bool> giveUp)
    {
        var missing = _isFirstScan ? restored.Remaining.ToArray() : [];
        _vacant.AddRange(missing.Select(position => position.Path));
        if (_vacant.IsEmpty && _lostContents.Count == 0)
        {
            return;
        }

        LookForCopies(newcomers);
        DropOverwrittenCopies(newcomers, giveUp);
        var strangers = scanner.ScanStrangers().Where(stranger => !_files.ContainsKey(stranger.Identity)).ToList();

        foreach (var stranger in strangers.Where(stranger => restored.TryGet(stranger.Identity, out _)).ToArray())
        {
            restored.TryGet(stranger.Identity, out var position);
            Adopt(opener.Open(stranger, opener.OriginOf(position.Path), null, handle => RestoredPositions.Resume(position, handle)), stranger, strangers);
        }

        foreach (var lost in _lostContents)
        {
            var found = AdoptCopy(lost, newcomers) || AdoptCopy(lost, strangers);
            if (lost.Predecessor is { } file)
            {
                giveUp(file, found);
                _files[file.Identity] = opener.Renew(file);
            }
        }

        AdoptRotated(strangers);
        if (_isFirstScan)
        {
            restored.KeepOnly(newcomers.Concat(strangers).Select(file => file.Identity).ToHashSet());
        }
    }

    /// <summary>The copy may have come after the folder was looked at, and the truncation before the file was.</summary>
    private void LookForCopies(List<SeenFile> newcomers)
    {
        if (_lostContents.Count > 0 && scanner.Scan() is { } seen)
        {
            _vacant.AddRange(scanner.Vanished);
            newcomers.AddRange(seen.Where(file => !_files.ContainsKey(file.Identity) && newcomers.TrueForAll(known => known.Identity != file.Identity)));
        }
    }

    /// <summary>A file that was rotated away and then written anew, most likely with the next copy, is looked at as a file not seen before.</summary>
    private void DropOverwrittenCopies(List<SeenFile> newcomers, Action<FollowedFile, bool> giveUp)
    {
        foreach (var lost in _lostContents.ToArray())
        {
            if (lost.Predecessor is not { } file
                || (file.DetachedAt is null && !_files.Values.Any(other => other.DetachedAt is null && RotationNames.IsRotationOf(NameOf(lost.Path), NameOf(other.Path)))))
            {
                continue;
            }

            giveUp(file, false);
            _lostContents.Remove(lost);
            _files.Remove(file.Identity);
            file.Dispose();
            if (file.DetachedAt is null)
            {
                newcomers.Add(new(file.Path, file.Identity));
            }
        }
    }

    private bool AdoptCopy(LostContent lost, List<SeenFile> candidates)
    {
        if (lost.Mark.HeadLength == 0)
        {
            return false;
        }

        foreach (var candidate in candidates.Where(candidate => RotationNames.IsRotationOf(candidate.Name, NameOf(lost.Path))).ToArray())
        {
            var copy = opener.Open(candidate, lost.Origin, lost.Predecessor, handle => lost.Mark.IsHeldBy(handle) ? lost.Mark.Offset : null);
            if (Adopt(copy, candidate, candidates))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds files that came and were rotated away between two scans.</summary>
    private void AdoptRotated(List<SeenFile> strangers)
    {
        // File systems stamp files with a coarser clock than ours, at worst in steps of two seconds. Being generous is safe as long
        // as files that were read to their end are forgotten only after a longer silence.
        var tolerance = TimeSpan.FromSeconds(Math.Min(2, options.RotateWait.TotalSeconds / 2));
        var since = _lastScan == DateTimeOffset.MaxValue ? DateTime.MaxValue : (_lastScan - tolerance).UtcDateTime;
        foreach (var stranger in strangers.ToArray())
        {
            if (_vacant.Paths.FirstOrDefault(path => RotationNames.IsRotationOf(stranger.Name, NameOf(path))) is { } path)
            {
                Adopt(opener.Open(stranger, opener.OriginOf(path), null, handle => File.GetLastWriteTimeUtc(handle) >= since ? 0 : null), stranger, strangers);
            }
        }
    }

    private bool Adopt(FollowedFile? file, SeenFile seen, List<SeenFile> candidates)
    {
        if (file is null)
        {
            return false;
        }

        candidates.Remove(seen);
        Track(file);
        file.DetachedAt = seen.IsStranger ? timeProvider.GetTimestamp() : null;
        return true;
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
            else if (!_suspects.ContainsKey(newcomer.Identity))
            {
                // Perhaps it was renamed since it was listed.
                _vacant.Add(newcomer.Path);
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
        if (_isFirstScan && restored.IsFirstRun)
        {
            return options.From == StartFrom.End ? RandomAccess.GetLength(handle) : 0;
        }

        // A copy that has just been made of a followed file is about to be followed by the truncation of that file: reading it
        // would ship its lines twice. So it is left alone until that has happened, for a while.
        var head = FileContent.Read(handle, 0, ContentMark.HeadSize);
        var original = _files.Values.FirstOrDefault(file =>
            file.DetachedAt is null && RotationNames.IsRotationOf(newcomer.Name, NameOf(file.Path)) && (head.Length == 0 || file.HasHead(head)));
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
        return length > ContentMark.HeadSize && original.StartsWithContentOf(handle, length) ? length : 0;
    }

    private void Track(FollowedFile file)
    {
        _files[file.Identity] = file;
        restored.Remove(file.Identity);
        file.SeenInScan = _scan;
    }

    private static SafeFileHandle Note(SafeFileHandle handle, out bool opened)
    {
        opened = true;
        return handle;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
