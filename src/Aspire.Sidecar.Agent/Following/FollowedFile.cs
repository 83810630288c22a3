using Aspire.Sidecar.Agent.Parsing;
using Microsoft.Win32.SafeHandles;
using OpenTelemetry.Proto.Common.V1;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// A file that is read to its end and then watched for more. It keeps its handle, so a file that was renamed or deleted can be
/// read to its end, and its inode cannot become another file's meanwhile.
/// </summary>
/// <remarks>Used by one thread, save for <see cref="Accept"/>.</remarks>
internal sealed class FollowedFile : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly LineBuffer _lines;
    private readonly TailWindow _tail = new();
    private byte[] _head = [];
    private string _headHash = ContentMark.Hash([]);
    private readonly string _identityText;
    private DateTime _checkedWriteTime;
    private long _emitted;
    private long _accepted;

    public FollowedFile(SeenFile seen, SafeFileHandle handle, long offset, FileOrigin origin, RecordAssembler assembler, int maxLineBytes)
    {
        (Path, Identity, Origin, Assembler) = (seen.Path, seen.Identity, origin, assembler);
        _handle = handle;
        _identityText = seen.Identity.ToString();
        _lines = new(offset, maxLineBytes);
        _emitted = _accepted = offset;
        Length = RandomAccess.GetLength(handle);
        ExtendHead();
        _tail.Append(FileContent.Read(handle, Math.Max(0, offset - ContentMark.TailSize), (int)Math.Min(offset, ContentMark.TailSize)));
    }

    /// <summary>Where the file is now, or was last seen, relative to the folder.</summary>
    public string Path { get; set; }

    public FileIdentity Identity { get; }

    /// <summary>The name its records carry: the one it had when it was first seen.</summary>
    public FileOrigin Origin { get; }

    public RecordAssembler Assembler { get; }

    /// <summary>The scan that saw it last.</summary>
    public long SeenInScan { get; set; }

    /// <summary>When it was first missing under the globs; null while it is there.</summary>
    public long? DetachedAt { get; set; }

    public long LastGrowth { get; set; }

    /// <summary>The length at the last look.</summary>
    public long Length { get; private set; }

    /// <summary>The file of which this one is the copy, while records of it are under way.</summary>
    public FollowedFile? Predecessor { get; init; }

    public bool HasUnread => Length > _lines.ReadOffset;

    /// <summary>True when lines may have been read but not taken.</summary>
    public bool HasUntaken => _lines.MayHaveLine;

    /// <summary>Up to which offset lines were taken.</summary>
    public long Offset => _lines.Offset;

    /// <summary>True when the receiver has accepted everything that was taken from the file.</summary>
    public bool IsSettled => Volatile.Read(ref _accepted) == _emitted && !Assembler.HasPending && Predecessor is not { IsSettled: false };

    /// <summary>Where another run must start so that nothing is lost.</summary>
    public long SafeOffset => Predecessor is { IsSettled: false } predecessor
        ? predecessor.SafeOffset
        : IsSettled ? _lines.Offset : Volatile.Read(ref _accepted);

    public ContentMark Mark => new(_lines.Offset, _head.Length, _headHash) { Tail = _tail.Bytes.ToArray(), TailEnd = _lines.ReadOffset };

    /// <summary>Its entry in the positions file.</summary>
    public Position Position => new(Path, _identityText, SafeOffset, _head.Length, _headHash);

    public IReadOnlyList<KeyValue> Attributes => Origin.Attributes;

    /// <summary>Looks whether the file grew, and whether what was read is still there.</summary>
    public FileChange Check()
    {
        Length = RandomAccess.GetLength(_handle);
        if (Length < _lines.ReadOffset)
        {
            return FileChange.Rewritten;
        }

        if (Length == _lines.ReadOffset)
        {
            var writeTime = File.GetLastWriteTimeUtc(_handle);
            if (writeTime == _checkedWriteTime)
            {
                return FileChange.None;
            }

            _checkedWriteTime = writeTime;
        }

        if (!FileContent.Holds(_handle, 0, _head) || !HoldsTail())
        {
            return FileChange.Rewritten;
        }

        ExtendHead();
        return HasUnread ? FileChange.Grown : FileChange.None;
    }

    /// <summary>Reads the next bytes; false at the end of the file, and when what was read before is no longer there.</summary>
    public bool Read(out int count)
    {
        var room = _lines.Reserve(ChunkSize);
        count = RandomAccess.Read(_handle, room, _lines.ReadOffset);
        if (count == 0 || !HoldsTail())
        {
            // Truncated and written again since the last check, these bytes are not the next ones: the next check finds out.
            count = 0;
            return false;
        }

        _tail.Append(room[..count]);
        _lines.Append(count);
        Length = Math.Max(Length, _lines.ReadOffset);
        return true;
    }

    public bool TryTakeLine(out LogLine line) => _lines.TryTake(out line);

    public bool TryTakeRest(out LogLine line) => _lines.TryTakeRest(out line);

    public void ReleaseMemory() => _lines.ReleaseIfEmpty();

    /// <summary>Notes that a record which ends at this offset is on its way.</summary>
    public void Emit(long end) => _emitted = end;

    /// <summary>Notes that the receiver has taken a record which ends at this offset. Called by the exporter.</summary>
    public void Accept(long end) => Volatile.Write(ref _accepted, end);

    /// <summary>The same file read from its beginning, after it was written anew. This one must not be used any more, save for <see cref="Accept"/>.</summary>
    public FollowedFile Renew(RecordAssembler assembler, int maxLineBytes) =>
        new(new(Path, Identity), _handle, 0, Origin, assembler, maxLineBytes)
        {
            SeenInScan = SeenInScan,
            DetachedAt = DetachedAt,
            LastGrowth = LastGrowth,
        };

    public bool StartsWithContentOf(SafeFileHandle other, long length) => FileContent.HaveSamePrefix(_handle, other, length);

    public bool HasHead(ReadOnlySpan<byte> beginning) => beginning.Length > 0 && _head.AsSpan().StartsWith(beginning[..Math.Min(beginning.Length, _head.Length)]);

    public void Dispose() => _handle.Dispose();

    private bool HoldsTail() => FileContent.Holds(_handle, _lines.ReadOffset - _tail.Bytes.Length, _tail.Bytes);

    private void ExtendHead()
    {
        if (_head.Length < ContentMark.HeadSize && Length > _head.Length)
        {
            _head = FileContent.Read(_handle, 0, (int)Math.Min(Length, ContentMark.HeadSize));
            _headHash = ContentMark.Hash(_head);
        }
    }
}
