using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Remembers over a restart how far each file was sent: lines of JSON, of which the last one for a file counts. What has changed is added; from time to time, and at
/// the end, the whole is written anew beside it and takes its place. A line that was cut short, when the agent was killed, is passed over.
/// </summary>
internal sealed class PositionsFile(string path, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    public const string LockSuffix = ".lock";

    private const string TemporarySuffix = ".tmp";
    private const string AsideSuffix = ".corrupt";
    private const int LinesKeptAtLeast = 1000;

    private readonly PositionsWriter _lines = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private FileStream? _file;
    private int _count;
    private bool _failing;
    private bool _mustRewrite = true;

    /// <summary>True for a positions file, its lock, and what is written beside it.</summary>
    public static bool IsPartOf(string positions, string path) =>
        path.StartsWith(positions, StringComparison.Ordinal) && path[positions.Length..] is "" or LockSuffix or TemporarySuffix or AsideSuffix;

    /// <summary>What the last run left; null when there was none. An unreadable file is put aside.</summary>
    public PositionsDocument? Load()
    {
        try
        {
            return PositionsReader.Read(File.ReadAllBytes(path), out var problem) ?? PutAside(problem);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.PositionsUnreadable(path, exception.Message);
            return new(timeProvider.GetUtcNow(), []);
        }
    }

    /// <summary>Writes what has changed since the last time.</summary>
    /// <param name="files">The followed files.</param>
    /// <param name="changed">Those of them that may have changed.</param>
    /// <param name="others">Positions of files that are not followed.</param>
    public void Save(IReadOnlyCollection<FollowedFile> files, IReadOnlyCollection<FollowedFile> changed, IEnumerable<Position> others)
    {
        try
        {
            if (_mustRewrite || _count > LinesKeptAtLeast + (4 * files.Count))
            {
                Rewrite(files, others);
            }
            else
            {
                Append(files, changed, others);
            }

            _failing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            if (!_failing)
            {
                logger.PositionsNotSaved(path, exception.Message);
            }

            // What is in the file now is not known.
            (_failing, _mustRewrite) = (true, true);
            Close();
        }
    }

    /// <summary>Writes the whole anew: for the end of the agent.</summary>
    public void SaveAll(IReadOnlyCollection<FollowedFile> files, IEnumerable<Position> others)
    {
        _mustRewrite = true;
        Save(files, files, others);
        Close();
    }

    public void Dispose()
    {
        Close();
        _lines.Dispose();
    }

    private void Rewrite(IReadOnlyCollection<FollowedFile> files, IEnumerable<Position> others)
    {
        Close();
        _known.Clear();
        Begin();
        foreach (var position in files.Select(Note).Concat(others).OrderBy(position => position.Path, StringComparer.Ordinal))
        {
            _known.Add(position.Identity);
            Write(position);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + TemporarySuffix;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            _lines.Flush(file);
        }

        File.Move(temporary, path, overwrite: true);
        (_count, _mustRewrite) = (_known.Count, false);
    }

    private void Append(IReadOnlyCollection<FollowedFile> files, IReadOnlyCollection<FollowedFile> changed, IEnumerable<Position> others)
    {
        var hasChanges = false;
        foreach (var file in changed)
        {
            var saved = file.Saved;
            var position = file.Position();
            if (ReferenceEquals(saved, position))
            {
                continue;
            }

            hasChanges = Begin(hasChanges);
            Write(position);
            _known.Add(position.Identity);
            file.Saved = position;
        }

        hasChanges |= AppendGone(files, others, hasChanges);
        if (hasChanges)
        {
            _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            _lines.Flush(_file);
        }
    }

    private bool AppendGone(IReadOnlyCollection<FollowedFile> files, IEnumerable<Position> others, bool hasChanges)
    {
        if (_known.Count == files.Count + others.Count())
        {
            return false;
        }

        var present = files.Select(file => file.Position().Identity).Concat(others.Select(position => position.Identity)).ToHashSet(StringComparer.Ordinal);
        var gone = _known.Where(identity => !present.Contains(identity)).ToArray();
        foreach (var identity in gone)
        {
            hasChanges = Begin(hasChanges);
            _lines.WriteGone(identity);
            _known.Remove(identity);
            _count++;
        }

        return gone.Length > 0;
    }

    private static Position Note(FollowedFile file) => file.Saved = file.Position();

    private bool Begin(bool hasBegun = false)
    {
        if (!hasBegun)
        {
            _lines.Begin(timeProvider.GetUtcNow());
        }

        return true;
    }

    private void Write(Position position)
    {
        _lines.Write(position);
        _count++;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    // No positions at all, rather than none yet: files must be read from their beginning even if new runs start at the end.
    private PositionsDocument PutAside(string reason)
    {
        var aside = path + AsideSuffix;
        try
        {
            File.Move(path, aside, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = $"{reason} {exception.Message}";
        }

        logger.PositionsCorrupt(path, aside, reason);
        return new(timeProvider.GetUtcNow(), []);
    }
}
