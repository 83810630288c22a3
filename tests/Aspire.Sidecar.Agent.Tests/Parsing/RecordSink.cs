using Aspire.Sidecar.Agent.Parsing;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Keeps the records it gets.</summary>
internal sealed class RecordSink : IRecordSink
{
    public List<LogRecord> Records { get; } = [];

    public List<int> Lines { get; } = [];

    public List<long> Ends { get; } = [];

    public int Skipped { get; private set; }

    public IEnumerable<string> Bodies => Records.Select(record => record.Body.StringValue);

    public void Add(RecordDraft record, long end, int lines)
    {
        Records.Add(ParsedRecord.Read(record));
        Lines.Add(lines);
        Ends.Add(end);
    }

    public void Skip(long end, int lines)
    {
        Skipped += lines;
        Ends.Add(end);
    }
}
