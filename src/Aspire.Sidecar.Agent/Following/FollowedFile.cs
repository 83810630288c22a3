using Aspire.Sidecar.Agent.Exporting;
using Microsoft.Win32.SafeHandles;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// A file that is read to its end and then watched for more. It keeps its handle while it is busy, so a file that was renamed or deleted can be
/// read to its end, and its inode cannot become another file's meanwhile; one that is quiet may lose it and be found again. Of its content it keeps nothing but what
/// it takes to know it again: what is not sent yet is in the file.
/// </summary>
/// <remarks>Used by one thread, save for <see cref="Accept"/>.</remarks>
internal sealed class FollowedFile : IRecordSource, IDisposable
{
    private static readonly TimeSpan CoarsestClock = TimeSpan.FromSeconds(2.5);

    private readonly TailWindow _tail = new();
    private byte[] _head = [];
    private string _headHash = "";
    private readonly string _identityText;
    private SafeFileHandle? _handle;
    private DateTime _checkedWriteTime;
    private long _emitted;
    private long _accepted;

    public FollowedFile(SeenFile seen, SafeFileHandle handle, long offset, FileOrigin origin)
    {
        (Path, Identity, Origin) = (seen.Path, seen.Identity, origin);
        _handle = handle;
        _identityText = seen.Identity.ToString();
        Offset = ReadOffset = _emitted = _accepted = offset;
        Length = RandomAccess.GetLength(handle);
        ExtendHead();
        var tailLength = (int)Math.Min(offset, ContentMark.TailSize);
        _tail.Append(FileContent.Read(handle, offset - tailLength, tailLength));
    }

    /// <summary>Where the file is now, or was last seen, relative to the folder.</summary>
    public string Path { get; set; }

    public FileIdentity Identity { get; }

    /// <summary>The name its records carry: the one it had when it was first seen.</summary>
    public FileOrigin Origin { get; }

    /// <summary>The scan that saw it last.</summary>
    public long SeenInScan { get; set; }

    /// <summary>When it was first missing under the globs; null while it is there.</summary>
    public long? DetachedAt { get; set; }

    /// <summary>When it was last seen to have grown, or a part of its content was last held back.</summary>
    public long LastGrowth { get; set; }

    /// <summary>Until when it is left alone, after an error.</summary>
    public long? RetryAt { get; set; }

    /// <summary>The length at the last look.</summary>
    public long Length { get; private set; }

    /// <summary>When it was last written, as the last look at its folder showed it.</summary>
    public long WrittenAt { get; set; }

    /// <summary>False when the last look at its folder showed that nothing was written.</summary>
    public bool MayHaveChanged { get; set; }

    /// <summary>A copy of what is held back, for the case that the file is written anew before it could be sent; null when there is no room for one.</summary>
    public byte[]? Held { get; set; }

    /// <summary>The file of which this one is the copy, while records of it are under way.</summary>
    public FollowedFile? Predecessor { get; init; }

    /// <summary>Up to where its lines were made records, or left out.</summary>
    public long Offset { get; private set; }

    /// <summary>Up to where it was read. What lies between is held back: a record that may go on, or a line without an end.</summary>
    public long ReadOffset { get; private set; }

    /// <summary>How many parts of a line that is too long were sent.</summary>
    public int Part { get; private set; }

    public bool HasUnread => Length > ReadOffset;

    /// <summary>True when something was read that is held back.</summary>
    public bool HoldsBack => ReadOffset > Offset;

    /// <summary>True when all that is held back is a line without an end.</summary>
    public bool HoldsOnlyUnfinishedLine { get; private set; }

    public SafeFileHandle? Handle => _handle;

    public FileEncoding Encoding => _head switch
    {
        [0xFF, 0xFE, ..] => FileEncoding.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => FileEncoding.Utf16BigEndian,
        _ => FileEncoding.Utf8,
    };

    /// <summary>True when the receiver has accepted everything that was taken from the file.</summary>
    public bool IsSettled => Volatile.Read(ref _accepted) == _emitted && Predecessor is not { IsSettled: false };

    /// <summary>True when there is nothing to do with it until it changes: it was read, sent and remembered.</summary>
    public bool IsAtRest => !HasUnread && !HoldsBack && DetachedAt is null && RetryAt is null && IsSettled && Saved is { } saved && ReferenceEquals(saved, Position());

    /// <summary>Where another run must start so that nothing is lost.</summary>
    public long SafeOffset => Predecessor is { IsSettled: false } predecessor
        ? predecessor.SafeOffset
        : IsSettled ? Offset : Volatile.Read(ref _accepted);

    public ContentMark Mark => new(Offset, _head.Length, HeadHash, ReadOffset, _tail.Bytes.Length, ContentMark.Hash(_tail.Bytes));

    /// <summary>The entry of it that stands in the positions file.</summary>
    public Position? Saved { get; set; }

    ReadOnlySpan<byte> IRecordSource.Origin => Origin.Attributes;

    private string HeadHash => _headHash.Length > 0 ? _headHash : _headHash = ContentMark.Hash(_head);

    /// <summary>Its entry for the positions file; the one that stands there when nothing has changed.</summary>
    public Position Position()
    {
        var offset = SafeOffset;
        return Saved is { } saved && saved.Offset == offset && saved.TailEnd == ReadOffset && saved.HeadLength == _head.Length && saved.Path == Path
            ? saved
            : new(Path, _identityText, offset, _head.Length, HeadHash, ReadOffset, _tail.Bytes.Length, ContentMark.Hash(_tail.Bytes));
    }

    /// <summary>
    /// True when the time of the last writing tells whether the file was written since the last check. That time comes from a clock that ticks some hundred times in a second, on
    /// some file systems once in two: as long as it is young, a file may have been written again within the same tick.
    /// </summary>
    public bool IsWriteTimeTrusted { get; private set; }

    /// <summary>Looks whether the file grew, and whether what was read is still there. The file must be open.</summary>
    public FileChange Check(DateTime now)
    {
        var handle = _handle!;
        Length = RandomAccess.GetLength(handle);
        if (Length < ReadOffset)
        {
            return FileChange.Rewritten;
        }

        if (Length == ReadOffset)
        {
            var writeTime = File.GetLastWriteTimeUtc(handle);
            if (writeTime == _checkedWriteTime && IsWriteTimeTrusted)
            {
                return FileChange.None;
            }

            _checkedWriteTime = writeTime;
            IsWriteTimeTrusted = now - writeTime > CoarsestClock;
        }
        else
        {
            IsWriteTimeTrusted = false;
        }

        if (!FileContent.Holds(handle, 0, _head) || !HoldsTail())
        {
            return FileChange.Rewritten;
        }

        ExtendHead();
        return HasUnread ? FileChange.Grown : FileChange.None;
    }

    /// <summary>Puts the next bytes into the buffer; false at the end of the file, and when what was read before is no longer there.</summary>
    public bool Read(LineBuffer lines, int atMost)
    {
        var room = lines.Reserve(atMost);
        var offset = lines.ReadOffset;
        var count = RandomAccess.Read(_handle!, room, offset);
        if (count == 0 || !HoldsTail())
        {
            // Truncated and written again since the last check, these bytes are not the next ones: the next check finds out.
            return false;
        }

        var known = (int)Math.Clamp(ReadOffset - offset, 0, count);
        _tail.Append(room[known..count]);
        lines.Append(count);
        ReadOffset = Math.Max(ReadOffset, lines.ReadOffset);
        Length = Math.Max(Length, ReadOffset);
        return true;
    }

    /// <summary>Notes up to where lines were taken.</summary>
    public void Take(long offset, int part, bool onlyUnfinishedLine) => (Offset, Part, HoldsOnlyUnfinishedLine) = (offset, part, onlyUnfinishedLine);

    public void Emit(long end) => _emitted = end;

    public void Accept(long end) => Volatile.Write(ref _accepted, end);

    /// <summary>Gives the handle back; the file is opened again when it changes.</summary>
    public void Close()
    {
        _handle?.Dispose();
        _handle = null;
    }

    /// <summary>Takes a handle of the same file.</summary>
    public void Open(SafeFileHandle handle) => _handle = handle;

    /// <summary>The same file read from its beginning, after it was written anew. This one must not be used any more, save for <see cref="Accept"/>.</summary>
    public FollowedFile Renew() => new(new(Path, Identity), _handle!, 0, Origin)
    {
        SeenInScan = SeenInScan,
        DetachedAt = DetachedAt,
        LastGrowth = LastGrowth,
    };

    public bool HasHead(ReadOnlySpan<byte> beginning) => beginning.Length > 0 && _head.AsSpan().StartsWith(beginning[..Math.Min(beginning.Length, _head.Length)]);

    public void Dispose() => Close();

    private bool HoldsTail() => FileContent.Holds(_handle!, ReadOffset - _tail.Bytes.Length, _tail.Bytes);

    private void ExtendHead()
    {
        if (_head.Length < ContentMark.HeadSize && Length > _head.Length)
        {
            _head = FileContent.Read(_handle!, 0, (int)Math.Min(Length, ContentMark.HeadSize));
            _headHash = "";
        }
    }
}
