using System.Diagnostics.Metrics;
using Aspire.Sidecar.Agent.Exporting;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>What the agent did, as metrics and for the last line it prints.</summary>
internal sealed class AgentCounters : IDisposable
{
    public const string MeterName = "Aspire.Sidecar.Agent";

    private readonly Meter _meter = new(MeterName);
    private long _read;
    private long _sent;
    private long _refused;
    private long _rejected;
    private long _bytes;
    private long _lag;

    // Observable ones, for they tell what happened before the export of metrics was set up as well.
    public AgentCounters()
    {
        _meter.CreateObservableCounter("sidecar.agent.lines.read", () => LinesRead, "{line}", "Lines read from files, empty ones left out.");
        _meter.CreateObservableCounter("sidecar.agent.lines.sent", () => LinesSent, "{line}", "Lines the receiver has taken.");
        _meter.CreateObservableCounter("sidecar.agent.lines.dropped", Dropped, "{line}", "Lines the receiver has refused for good.");
        _meter.CreateObservableCounter("sidecar.agent.bytes.read", () => Volatile.Read(ref _bytes), "By", "Bytes read from files.");
        _meter.CreateObservableGauge("sidecar.agent.lag", () => Lag, "By", "Bytes in files that the receiver has not taken yet.");
    }

    public long LinesRead => Volatile.Read(ref _read);

    public long LinesSent => Volatile.Read(ref _sent);

    public long LinesDropped => Volatile.Read(ref _refused) + Volatile.Read(ref _rejected);

    /// <summary>Bytes in files that the receiver has not taken yet.</summary>
    public long Lag
    {
        get => Volatile.Read(ref _lag);
        set => Volatile.Write(ref _lag, value);
    }

    public void Read(long lines) => Interlocked.Add(ref _read, lines);

    public void ReadBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Sent(long lines) => Interlocked.Add(ref _sent, lines);

    public void Dropped(long lines, DropReason reason) => Interlocked.Add(ref reason == DropReason.Refused ? ref _refused : ref _rejected, lines);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Dropped() =>
    [
        new(Volatile.Read(ref _refused), KeyValuePair.Create<string, object?>("reason", "refused")),
        new(Volatile.Read(ref _rejected), KeyValuePair.Create<string, object?>("reason", "rejected")),
    ];
}
