using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>Moves lines of followed files into the queue, as far as there is room.</summary>
internal sealed class FileReader(BatchQueue queue, AgentCounters counters)
{
    // Files take turns, so that a busy one cannot keep the others waiting.
    private const int ChunksInATurn = 16;

    public ReadProgress Read(FollowedFile file)
    {
        if (!file.HasUnread && !file.HasUntaken)
        {
            return ReadProgress.AtEnd;
        }

        for (var chunk = 0; chunk < ChunksInATurn; chunk++)
        {
            if (!TakeLines(file))
            {
                return ReadProgress.Blocked;
            }

            if (!file.HasUnread || !file.Read(out var count))
            {
                file.ReleaseMemory();
                return ReadProgress.AtEnd;
            }

            counters.ReadBytes(count);
        }

        return ReadProgress.More;
    }

    /// <summary>Lets go of everything that was read of a file, its unfinished line included: nothing more will come.</summary>
    public void Finish(FollowedFile file)
    {
        var sink = queue.SinkFor(file);
        var lines = 0;
        while (file.TryTakeLine(out var line) || file.TryTakeRest(out line))
        {
            lines += file.Assembler.Add(line, sink) ? 1 : 0;
        }

        counters.Read(lines);
        file.Assembler.Flush(sink);
        file.ReleaseMemory();
    }

    /// <summary>Lets go of the record that waits for continuation lines.</summary>
    public void Flush(FollowedFile file) => file.Assembler.Flush(queue.SinkFor(file));

    private bool TakeLines(FollowedFile file)
    {
        var sink = queue.SinkFor(file);
        var lines = 0;
        var hasRoom = queue.HasRoom;
        while (hasRoom && file.TryTakeLine(out var line))
        {
            lines += file.Assembler.Add(line, sink) ? 1 : 0;
            hasRoom = queue.HasRoom;
        }

        counters.Read(lines);
        return hasRoom;
    }
}
