namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Some of the records of a batch.</summary>
internal readonly record struct BatchPart(RecordBatch Batch, int First, int Count)
{
    public BatchPart FirstHalf => this with { Count = Count / 2 };

    public BatchPart SecondHalf => this with { First = First + (Count / 2), Count = Count - (Count / 2) };

    public ReadOnlyMemory<byte> Request => Batch.Request(First, Count);

    public int Lines => LinesOfLast(Count);

    public int LinesOfLast(int count)
    {
        var lines = 0;
        for (var i = First + Count - count; i < First + Count; i++)
        {
            lines += Batch.Entries[i].Lines;
        }

        return lines;
    }
}
