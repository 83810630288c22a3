using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Records that are sent together, as the bytes that are sent. Used again afterwards.</summary>
internal sealed class RecordBatch(RequestFrame frame)
{
    private const int Capacity = 64 * 1024;
    private const int KeptCapacity = 2 * 1024 * 1024;

    private readonly ByteBuffer _bytes = new(Capacity);
    private readonly List<BatchEntry> _entries = [];

    public IReadOnlyList<BatchEntry> Entries => _entries;

    /// <summary>When its first record came.</summary>
    public long StartedAt { get; private set; }

    public int Bytes => _bytes.Length;

    public void Begin(long startedAt)
    {
        _entries.Clear();
        _bytes.Clear(KeptCapacity);
        frame.Begin(_bytes);
        StartedAt = startedAt;
    }

    public void Add(IRecordSource source, RecordDraft record, long end, int lines)
    {
        _entries.Add(new(source, end, lines, _bytes.Length));
        record.WriteTo(_bytes, RequestFrame.Item, source.Origin);
    }

    /// <summary>Notes that lines of a source are done with, without a record of them.</summary>
    public void AddNothing(IRecordSource source, long end) => _entries.Add(new(source, end, 0, _bytes.Length));

    /// <summary>The request with some of the records; valid until the batch is used again.</summary>
    public ReadOnlyMemory<byte> Request(int first, int count)
    {
        if (count == _entries.Count)
        {
            frame.End(_bytes);
            return _bytes.Memory;
        }

        var start = _entries[first].Start;
        var end = first + count < _entries.Count ? _entries[first + count].Start : _bytes.Length;
        return frame.Around(_bytes.Written[start..end]);
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
