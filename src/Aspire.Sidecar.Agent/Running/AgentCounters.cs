using System.Diagnostics.Metrics;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>What the agent did, as metrics and for the last line it prints.</summary>
internal sealed class AgentCounters : IDisposable
{
    public const string MeterName = "Aspire.Sidecar.Agent";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _linesRead;
    private readonly Counter<long> _linesSent;
    private readonly Counter<long> _linesDropped;
    private readonly Counter<long> _bytesRead;
    private long _read;
    private long _sent;
    private long _dropped;
    private long _lag;

    public AgentCounters()
    {
        _linesRead = _meter.CreateCounter<long>("sidecar.agent.lines.read", "{line}", "Lines read from files, empty ones left out.");
        _linesSent = _meter.CreateCounter<long>("sidecar.agent.lines.sent", "{line}", "Lines the receiver has taken.");
        _linesDropped = _meter.CreateCounter<long>("sidecar.agent.lines.dropped", "{line}", "Lines the receiver has refused for good.");
        _bytesRead = _meter.CreateCounter<long>("sidecar.agent.bytes.read", "By", "Bytes read from files.");
        _meter.CreateObservableGauge("sidecar.agent.lag", () => Volatile.Read(ref _lag), "By", "Bytes in files that the receiver has not taken yet.");
    }

    public long LinesRead => Volatile.Read(ref _read);

    public long LinesSent => Volatile.Read(ref _sent);

    public long LinesDropped => Volatile.Read(ref _dropped);

    /// <summary>Bytes in files that the receiver has not taken yet.</summary>
    public long Lag
    {
        get => Volatile.Read(ref _lag);
        set => Volatile.Write(ref _lag, value);
    }

    public void Read(long lines)
    {
        Interlocked.Add(ref _read, lines);
        _linesRead.Add(lines);
    }

    public void ReadBytes(long bytes) => _bytesRead.Add(bytes);

    public void Sent(long lines)
    {
        Interlocked.Add(ref _sent, lines);
        _linesSent.Add(lines);
    }

    public void Dropped(long lines, string reason)
    {
        Interlocked.Add(ref _dropped, lines);
        _linesDropped.Add(lines, KeyValuePair.Create<string, object?>("reason", reason));
    }

    public void Dispose() => _meter.Dispose();
}
