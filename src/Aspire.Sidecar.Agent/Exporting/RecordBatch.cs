namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Records that are sent together.</summary>
internal sealed class RecordBatch(long startedAt)
{
    private readonly List<BatchEntry> _entries = [];

    public IReadOnlyList<BatchEntry> Entries => _entries;

    /// <summary>When its first record came.</summary>
    public long StartedAt { get; } = startedAt;

    public long Bytes { get; private set; }

    public void Add(BatchEntry entry, long bytes)
    {
        _entries.Add(entry);
        Bytes += bytes;
    }

    /// <summary>Lets the files know that their records need not be sent again.</summary>
    public void Accept()
    {
        foreach (var entry in _entries)
        {
            entry.Source.Accept(entry.End);
        }
    }
}
