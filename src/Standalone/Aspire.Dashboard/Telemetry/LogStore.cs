using Aspire.Dashboard.Live;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest log records, in the order of their arrival.</summary>
internal sealed class LogStore(TelemetryLimits limits, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly RingBuffer<LogEntry> _entries = new(limits.MaxLogCount);
    private readonly HashSet<TelemetrySource> _sources = [];
    private long _lastId;

    public ChangeSignal Changed { get; } = new(timeProvider);

    /// <summary>How many records have arrived, those displaced since included.</summary>
    public long Received => Volatile.Read(ref _lastId);

    public void Add(IReadOnlyList<OtlpLogRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                _entries.Add(new(++_lastId, record));
                if (_sources.Count < TelemetryLimits.MaxSources)
                {
                    _sources.Add(TelemetrySource.Of(record));
                }
            }
        }

        Changed.Notify();
    }

    public LogEntry[] ToArray()
    {
        lock (_gate)
        {
            return _entries.ToArray();
        }
    }

    /// <summary>All that have sent records.</summary>
    public TelemetrySource[] Sources()
    {
        lock (_gate)
        {
            return [.. _sources];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _sources.Clear();
        }

        Changed.Notify();
    }
}
