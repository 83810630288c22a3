namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>What the agent did, as metrics and for the last line it prints.</summary>
internal sealed class AgentCounters
{
    private long _read;
    private long _sent;
    private long _refused;
    private long _rejected;
    private long _leftOut;
    private long _bytes;
    private long _lag;

    public long LinesRead => Volatile.Read(ref _read);

    public long LinesSent => Volatile.Read(ref _sent);

    public long LinesDropped => LinesRefused + LinesRejected;

    public long LinesRefused => Volatile.Read(ref _refused);

    public long LinesRejected => Volatile.Read(ref _rejected);

    /// <summary>Lines that the user does not want.</summary>
    public long LinesLeftOut => Volatile.Read(ref _leftOut);

    public long BytesRead => Volatile.Read(ref _bytes);

    /// <summary>Bytes in files that the receiver has not taken yet.</summary>
    public long Lag
    {
        get => Volatile.Read(ref _lag);
        set => Volatile.Write(ref _lag, value);
    }

    public void Read(long lines) => Interlocked.Add(ref _read, lines);

    public void ReadBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void LeftOut(long lines) => Interlocked.Add(ref _leftOut, lines);

    public void Sent(long lines) => Interlocked.Add(ref _sent, lines);

    public void Dropped(long lines, DropReason reason) => Interlocked.Add(ref reason == DropReason.Refused ? ref _refused : ref _rejected, lines);
}
