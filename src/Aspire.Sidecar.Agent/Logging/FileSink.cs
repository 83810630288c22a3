using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Reporting;

namespace Aspire.Sidecar.Agent.Logging;

/// <summary>Puts the records of the file that is being read into the queue.</summary>
internal sealed class FileSink(BatchQueue queue, AgentCounters counters, RateLimit limit) : IRecordSink
{
    private FollowedFile? _file;

    /// <summary>Behind the last record of the file that was being read; null before the first.</summary>
    public long? End { get; private set; }

    public void Begin(FollowedFile file) => (_file, End) = (file, null);

    public void Add(RecordDraft record, long end, int lines)
    {
        limit.Take();
        counters.Read(lines);
        queue.Add(_file!, record, end, lines);
        End = end;
    }

    public void Skip(long end, int lines)
    {
        counters.Read(lines);
        counters.LeftOut(lines);
        queue.AddNothing(_file!, end);
        End = end;
    }
}
