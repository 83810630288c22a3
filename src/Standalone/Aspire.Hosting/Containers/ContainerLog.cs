using System.Globalization;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Containers;

/// <summary>Passes the output of a container on to the log of its resource, each line once, however often it has to be asked for.</summary>
internal sealed class ContainerLog(ResourceStart start)
{
    private readonly string?[] _last = new string?[2];

    /// <summary>From when on the output has to be asked for after an interruption. Null when from the beginning.</summary>
    public string? Since => _last is [{ } output, { } error] ? (string.CompareOrdinal(output, error) < 0 ? output : error) : null;

    /// <summary>Takes a line with its timestamp before it.</summary>
    public void OnLine(string line, bool isError)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        var timestamp = end < 0 ? line : line[..end];
        if (!DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            start.OnOutput(line, isError);
            return;
        }

        // Each of the two streams has a reader of its own, and its timestamps only grow.
        ref var last = ref _last[isError ? 1 : 0];
        if (string.CompareOrdinal(timestamp, last) > 0)
        {
            last = timestamp;
            start.OnOutput(time.UtcDateTime, end < 0 ? "" : line[(end + 1)..], isError);
        }
    }
}
