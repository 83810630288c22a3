using System.Threading.Channels;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Parsing;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Collects records into batches and holds a few of them for the exporter. When it is full, whoever reads must wait: memory stays bounded.</summary>
internal sealed class BatchQueue(int capacity, int batchSize, TimeProvider timeProvider)
{
    // Receivers take gRPC messages of up to 4 MiB unless told otherwise.
    private const long MaxBytes = 1024 * 1024;

    private readonly Channel<RecordBatch> _channel = Channel.CreateBounded<RecordBatch>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
    private RecordBatch? _current;

    public ChannelReader<RecordBatch> Reader => _channel.Reader;

    /// <summary>True when records can be added. Hands over the current batch if it is full.</summary>
    public bool HasRoom => !IsFull || TryHandOver();

    /// <summary>How long the current batch has waited to be filled; null when there is none.</summary>
    public TimeSpan? Waiting => _current is null ? null : timeProvider.GetElapsedTime(_current.StartedAt);

    private bool IsFull => _current is { } batch && (batch.Entries.Count >= batchSize || batch.Bytes >= MaxBytes);

    /// <summary>Where the records of a file are put.</summary>
    public IRecordSink SinkFor(FollowedFile file) => new FileSink(this, file);

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

    /// <summary>Waits until the queue has room for a batch.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken) => await _channel.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Says that nothing more will come.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    private void Add(BatchEntry entry)
    {
        _current ??= new(timeProvider.GetTimestamp());
        _current.Add(entry, entry.Record.Body.StringValue.Length + 100);
        entry.Source.Emit(entry.End);
    }

    private sealed class FileSink(BatchQueue queue, FollowedFile file) : IRecordSink
    {
        public void Add(LogRecord record, long end, int lines)
        {
            record.Attributes.Add(file.Attributes);
            queue.Add(new(record, file, end, lines));
        }
    }
}
