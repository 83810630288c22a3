using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

// What was rotated away: copies of files that were truncated, and files that came and went between two looks.
internal sealed partial class FileTracker
{
    private void AdoptLost(List<SeenFile> newcomers, Action<FollowedFile, bool> giveUp)
    {
        var missing = _isFirstScan ? restored.Remaining.ToArray() : [];
        _vacant.AddRange(missing.Select(position => position.Path), _lastScan);
        if (_vacant.IsEmpty && _lostContents.Count == 0)
        {
            return;
        }

        LookForCopies(newcomers);
        DropOverwrittenCopies(newcomers, giveUp);
        var strangers = scanner.ScanStrangers().ToList();
        FindClosed(strangers);
        strangers.RemoveAll(stranger => _files.ContainsKey(stranger.Identity));

        foreach (var stranger in strangers.Where(stranger => restored.TryGet(stranger.Identity, out _)).ToArray())
        {
            _ = restored.TryGet(stranger.Identity, out var position);
            Adopt(opener.Open(stranger, opener.OriginOf(position.Path), null, handle => RestoredPositions.Resume(position, handle)), stranger, strangers);
        }

        foreach (var lost in _lostContents)
        {
            var found = AdoptCopy(lost, newcomers) || AdoptCopy(lost, strangers);
            if (lost.Predecessor is { } file)
            {
                giveUp(file, found);
                Renew(file);
            }
        }

        AdoptRotated(strangers);
        if (_isFirstScan)
        {
            restored.KeepOnly(newcomers.Concat(strangers).Select(file => file.Identity).ToHashSet());
        }
    }

    private void Renew(FollowedFile file)
    {
        try
        {
            if (opener.Renew(file) is { } renewed)
            {
                _active.Remove(file);
                _active.Add(renewed);
                _files[file.Identity] = renewed;
                _byPath[file.Path] = renewed;
            }
        }
        catch (Exception exception)
        {
            Suspend(file, exception);
        }
    }

    /// <summary>Files that were closed when they were renamed out of the globs are found by their identity.</summary>
    private void FindClosed(List<SeenFile> strangers)
    {
        foreach (var stranger in strangers)
        {
            if (_files.TryGetValue(stranger.Identity, out var file) && file.Handle is null && file.DetachedAt is not null)
            {
                file.Path = stranger.Path;
                CheckOne(file);
            }
        }
    }

    /// <summary>
    /// The copy may have come after the folder was looked at, or over an older copy after that one was looked at, and the truncation just before its file was.
    /// The copy is made first: now that the truncation is seen, a second look finds it.
    /// </summary>
    private void LookForCopies(List<SeenFile> newcomers)
    {
        if (_lostContents.Count == 0 || scanner.Scan() is not { } seen)
        {
            return;
        }

        _vacant.AddRange(scanner.Vanished, _lastScan);
        foreach (var candidate in seen)
        {
            if (_files.TryGetValue(candidate.Identity, out var file))
            {
                See(file, candidate);
            }
            else if (newcomers.TrueForAll(known => known.Identity != candidate.Identity))
            {
                newcomers.Add(candidate);
            }
        }

        NoteChanges();
    }

    /// <summary>A file that was rotated away and then written anew, most likely with the next copy, is looked at as a file not seen before.</summary>
    private void DropOverwrittenCopies(List<SeenFile> newcomers, Action<FollowedFile, bool> giveUp)
    {
        foreach (var lost in _lostContents.ToArray())
        {
            if (lost.Predecessor is not { } file
                || (file.DetachedAt is null && !_files.Values.Any(other => other.DetachedAt is null && RotationNames.IsRotationOf(SeenFile.NameOf(lost.Path), SeenFile.NameOf(other.Path)))))
            {
                continue;
            }

            giveUp(file, false);
            _lostContents.Remove(lost);
            _files.Remove(file.Identity);
            _active.Remove(file);
            Unname(file);
            opener.Close(file);
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

        foreach (var candidate in candidates.Where(candidate => RotationNames.IsRotationOf(candidate.Name, SeenFile.NameOf(lost.Path))).ToArray())
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
        // File systems stamp files with a coarser clock than ours, at worst in steps of two seconds.
        var tolerance = TimeSpan.FromSeconds(Math.Min(2, options.RotateWait.TotalSeconds / 2));
        foreach (var stranger in strangers.ToArray())
        {
            if (_vacant.PathOf(stranger, tolerance) is { } path)
            {
                Adopt(opener.Open(stranger, opener.OriginOf(path), null, handle => IsCopyOfFileAt(path, handle) ? null : _completed.StartOf(stranger, handle)), stranger, strangers);
            }
        }
    }

    private bool IsCopyOfFileAt(string path, SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        return length > ContentMark.HeadSize && _byPath.TryGetValue(path, out var file) && StartsWith(file, handle, length);
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
}
