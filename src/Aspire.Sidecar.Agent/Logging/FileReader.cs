using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;

namespace Aspire.Sidecar.Agent.Logging;

/// <summary>
/// Moves lines of followed files into the queue, as far as there is room. All files share its buffers: what is held back of a file when its turn ends, because it may
/// go on, is read again at its next turn. So memory does not grow with the number of files.
/// </summary>
internal sealed class FileReader(BatchQueue queue, ParsingOptions options, LineParser parser, AgentCounters counters, RateLimit limit, TimeProvider timeProvider)
{
    private const int ChunkSize = 64 * 1024;

    // Files take turns, so that a busy one cannot keep the others waiting.
    private const int ChunksInATurn = 16;

    // For what is held back of files that may be written anew; more than this is not kept.
    private const long MostHeldBytes = 8 * 1024 * 1024;

    private const int KeptCapacity = 256 * 1024;

    private readonly LineBuffer _lines = new(options.MaxBytes);
    private readonly ByteBuffer _held = new();
    private readonly FileSink _sink = new(queue, counters, limit);
    private RecordAssembler? _assembler;
    private long _heldBytes;

    private RecordAssembler Assembler => _assembler ??= new(parser, options, _sink);

    public bool IsThrottled => limit.IsReached;

    /// <summary>Reads what is new. The file must be open.</summary>
    public ReadProgress Read(FollowedFile file, Flushing flushing)
    {
        Begin(file);
        try
        {
            var progress = ReadChunks(file);
            if (_lines.ReadOffset == file.Offset)
            {
                // The end, or the file was written anew: the next look at it finds out, and what was held back of it is not forgotten until then.
                Assembler.Abandon();
                return progress;
            }

            if (progress == ReadProgress.AtEnd && flushing != Flushing.Nothing)
            {
                Flush(flushing);
            }

            End(file, progress == ReadProgress.AtEnd);
            return progress;
        }
        catch
        {
            Assembler.Abandon();
            if (_sink.End is { } end)
            {
                file.Take(end, part: 0, onlyUnfinishedLine: false);
            }

            throw;
        }
    }

    /// <summary>Lets go of what was held back of a file that was written anew.</summary>
    public void Finish(FollowedFile file)
    {
        if (file.Held is not { } held)
        {
            return;
        }

        Begin(file);
        _lines.Reset(file.Offset, FileEncoding.Utf8, file.Part);
        held.CopyTo(_lines.Reserve(held.Length));
        _lines.Append(held.Length);
        TakeLines(whileThereIsRoom: false);
        Flush(Flushing.Everything);
        Hold(file, null);
    }

    /// <summary>Forgets what was held back of a file.</summary>
    public void Forget(FollowedFile file) => Hold(file, null);

    private void Begin(FollowedFile file)
    {
        _sink.Begin(file);
        _lines.Reset(file.Offset, file.Encoding, file.Part);
        Assembler.Begin(UnixNanoseconds.Of(timeProvider.GetUtcNow()));
    }

    private ReadProgress ReadChunks(FollowedFile file)
    {
        for (var chunk = 0; chunk < ChunksInATurn || !HasAdvanced(file); chunk++)
        {
            if (!TakeLines(whileThereIsRoom: true))
            {
                return ReadProgress.Blocked;
            }

            var before = file.ReadOffset;
            if (!file.Read(_lines, ChunkSize))
            {
                return ReadProgress.AtEnd;
            }

            counters.ReadBytes(file.ReadOffset - before);
        }

        return ReadProgress.More;
    }

    // What is held back is read again at the next turn, which must begin further on.
    private bool HasAdvanced(FollowedFile file) => _sink.End is not null || (Assembler.HeldFrom ?? _lines.Offset) > file.Offset;

    private void Flush(Flushing flushing)
    {
        if (flushing == Flushing.Everything && _lines.TryTakeRest(out var rest))
        {
            Assembler.Add(rest);
        }

        Assembler.Flush();
    }

    private void End(FollowedFile file, bool isAtEnd)
    {
        if (Assembler.HoldsBetweenRecords)
        {
            Assembler.Flush();
        }

        var held = Assembler.HeldFrom;
        Hold(file, isAtEnd && (held is not null || !_lines.IsEmpty) ? CopyHeld(file) : null);
        Assembler.Abandon();
        file.Take(held ?? _lines.Offset, held is null ? _lines.Part : 0, onlyUnfinishedLine: held is null && !_lines.IsEmpty);
    }

    // Not from the file: that may have been written anew meanwhile.
    private byte[]? CopyHeld(FollowedFile file)
    {
        _held.Clear(KeptCapacity);
        Assembler.CopyHeld(_held);
        if (file.Encoding == FileEncoding.Utf8)
        {
            _held.Append(_lines.Rest);
        }

        return _held.Length + _heldBytes - (file.Held?.Length ?? 0) > MostHeldBytes ? null : _held.Written.ToArray();
    }

    private void Hold(FollowedFile file, byte[]? held)
    {
        _heldBytes += (held?.Length ?? 0) - (file.Held?.Length ?? 0);
        file.Held = held;
    }

    private bool TakeLines(bool whileThereIsRoom)
    {
        while (!whileThereIsRoom || (queue.HasRoom && !limit.IsReached))
        {
            if (!_lines.TryTake(out var line))
            {
                return true;
            }

            Assembler.Add(line);
        }

        return false;
    }
}
