using Aspire.Dashboard.Live;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The latest traces. One that still gets spans counts as new.</summary>
internal sealed class TraceStore(TelemetryLimits limits, TimeProvider timeProvider)
{
    /// <summary>The most spans of one trace; a trace without end must not grow without end.</summary>
    public const int MaxSpansOfTrace = 10_000;

    private const int AverageSpansOfTrace = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byId = [];
    private readonly LinkedList<Entry> _byArrival = [];
    private readonly HashSet<TelemetrySource> _sources = [];
    private readonly long _maxSpans = (long)limits.MaxTraceCount * AverageSpansOfTrace;
    private long _spans;
    private long _received;

    public ChangeSignal Changed { get; } = new(timeProvider);

    /// <summary>How many spans have arrived, those displaced since included.</summary>
    public long Received => Volatile.Read(ref _received);

    public void Add(IReadOnlyList<OtlpSpan> spans)
    {
        lock (_gate)
        {
            foreach (var span in spans)
            {
                Add(span);
            }

            _received += spans.Count;
            while (_byId.Count > limits.MaxTraceCount || _spans > _maxSpans)
            {
                RemoveOldest();
            }
        }

        Changed.Notify();
    }

    /// <summary>The latest traces, the newest first.</summary>
    /// <param name="predicate">Says by the spans of a trace whether it is wanted.</param>
    /// <param name="count">The most traces.</param>
    public Trace[] Find(Func<IReadOnlyList<OtlpSpan>, bool> predicate, int count) => [.. Newest().Where(trace => predicate(trace.Spans)).Take(count)];

    public Trace? Find(string traceId)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(traceId, out var node) ? node.Value.ToTrace() : null;
        }
    }

    public bool Contains(string traceId)
    {
        lock (_gate)
        {
            return _byId.ContainsKey(traceId);
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>All that have sent spans.</summary>
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
            _byId.Clear();
            _byArrival.Clear();
            _sources.Clear();
            _spans = 0;
        }

        Changed.Notify();
    }

    // A search takes its time, and must not keep new spans waiting: it works on a copy.
    private Trace[] Newest()
    {
        lock (_gate)
        {
            var traces = new Trace[_byArrival.Count];
            var index = 0;
            for (var node = _byArrival.Last; node is not null; node = node.Previous)
            {
                traces[index++] = node.Value.ToTrace();
            }

            return traces;
        }
    }

    private void Add(OtlpSpan span)
    {
        if (_sources.Count < TelemetryLimits.MaxSources)
        {
            _sources.Add(TelemetrySource.Of(span));
        }

        if (!_byId.TryGetValue(span.TraceId, out var node))
        {
            node = _byArrival.AddLast(new Entry(span.TraceId));
            _byId.Add(span.TraceId, node);
        }
        else if (node != _byArrival.Last)
        {
            _byArrival.Remove(node);
            _byArrival.AddLast(node);
        }

        if (node.Value.Spans.Count < MaxSpansOfTrace)
        {
            node.Value.Add(span);
            _spans++;
        }
    }

    private void RemoveOldest()
    {
        var oldest = _byArrival.First!.Value;
        _byArrival.RemoveFirst();
        _byId.Remove(oldest.Id);
        _spans -= oldest.Spans.Count;
    }

    private sealed class Entry(string id)
    {
        private Trace? _trace;

        public string Id => id;

        public List<OtlpSpan> Spans { get; } = [];

        public void Add(OtlpSpan span)
        {
            Spans.Add(span);
            _trace = null;
        }

        // Many readers, few changes: what a page asks for is copied once.
        public Trace ToTrace() => _trace ??= new Trace(id, [.. Spans]);
    }
}
