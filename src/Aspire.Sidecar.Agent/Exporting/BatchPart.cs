namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Some of the records of a batch.</summary>
internal readonly record struct BatchPart(RecordBatch Batch, int First, int Count)
{
    public BatchPart FirstHalf => this with { Count = Count / 2 };

    public BatchPart SecondHalf => this with { First = First + (Count / 2), Count = Count - (Count / 2) };

    public ReadOnlyMemory<byte> Request => Batch.Request(First, Count);

    public int Lines => LinesOfLast(Count);

    /// <summary>How many lines the last so many records were made of.</summary>
    public int LinesOfLast(long records)
    {
        var lines = 0;
        for (var i = First + Count - 1; i >= First && records > 0; i--)
        {
            lines += Batch.Entries[i].Lines;
            records -= Batch.Entries[i].Lines > 0 ? 1 : 0;
        }

        return lines;
    }
}
