namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Takes records in the order of the lines.</summary>
internal interface IRecordSink
{
    /// <param name="record">The record; it is used for the next one afterwards.</param>
    /// <param name="end">The offset in the file behind its last line.</param>
    /// <param name="lines">How many lines it was made of.</param>
    void Add(RecordDraft record, long end, int lines);

    /// <summary>Lines that are left out because the user wants that.</summary>
    void Skip(long end, int lines);
}
