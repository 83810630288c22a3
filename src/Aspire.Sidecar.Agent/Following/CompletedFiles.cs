using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Files that were rotated away and read to their end. They are known again when rotated files are searched, so that none is read a second time.</summary>
internal sealed class CompletedFiles
{
    private readonly Dictionary<FileIdentity, (ContentMark Mark, DateTimeOffset At)> _files = [];

    public void Add(FollowedFile file, DateTimeOffset now) => _files[file.Identity] = (file.Mark, now);

    /// <summary>Where to begin in a file; null when all of it was read.</summary>
    public long? StartOf(SeenFile seen, SafeFileHandle handle) =>
        !_files.TryGetValue(seen.Identity, out var known) || !known.Mark.IsHeldBy(handle) ? 0
        : RandomAccess.GetLength(handle) > known.Mark.Offset ? known.Mark.Offset
        : null;

    /// <summary>Forgets those that were written before a time, which nobody searches for any more.</summary>
    /// <param name="time">The time.</param>
    /// <param name="silence">How long a file was not written before it was complete.</param>
    public void ForgetBefore(DateTimeOffset time, TimeSpan silence)
    {
        foreach (var (identity, known) in _files)
        {
            if (known.At + silence < time)
            {
                _files.Remove(identity);
            }
        }
    }
}
