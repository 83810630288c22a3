using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Sidecar.Agent.Parsing;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>
/// Collects records into batches and holds a few of them for the exporter. When it is full, whoever reads must wait: memory stays bounded, for
/// a batch is bounded by its bytes.
/// </summary>
internal sealed class BatchQueue(RequestFrame frame, int capacity, int batchSize, TimeProvider timeProvider)
{
    // Receivers take gRPC messages of up to 4 MiB unless told otherwise.
    private const long MaxBytes = 1024 * 1024;

    private readonly Channel<RecordBatch> _channel = Channel.CreateBounded<RecordBatch>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    private readonly ConcurrentBag<RecordBatch> _unused = [];
    private RecordBatch? _current;

    public ChannelReader<RecordBatch> Reader => _channel.Reader;

    /// <summary>True when records can be added. Hands over the current batch if it is full.</summary>
    public bool HasRoom => !IsFull || TryHandOver();

    /// <summary>How long the current batch has waited to be filled; null when there is none.</summary>
    public TimeSpan? Waiting => _current is null ? null : timeProvider.GetElapsedTime(_current.StartedAt);

    private bool IsFull => _current is { } current && (current.Entries.Count >= batchSize || current.Bytes >= MaxBytes);

    public void Add(IRecordSource source, RecordDraft record, long end, int lines)
    {
        Current().Add(source, record, end, lines);
        source.Emit(end);
    }

    /// <summary>Notes that lines of a source are done with, without a record of them.</summary>
    public void AddNothing(IRecordSource source, long end)
    {
        Current().AddNothing(source, end);
        source.Emit(end);
    }

    /// <summary>Gives the current batch to the exporter; false when the queue is full.</summary>
    public bool TryHandOver()
    {
        if (_current is null)
        {
            return true;
        }

        if (!_channel.Writer.TryWrite(_current))
        {
            return false;
        }

        _current = null;
        return true;
    }

    /// <summary>Takes a batch back that was sent.</summary>
    public void GiveBack(RecordBatch batch) => _unused.Add(batch);

    /// <summary>Waits until the queue has room for a batch.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken) => await _channel.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Says that nothing more will come.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    private RecordBatch Current()
    {
        if (_current is null)
        {
            _current = _unused.TryTake(out var used) ? used : new(frame);
            _current.Begin(timeProvider.GetTimestamp());
        }

        return _current;
    }
}
