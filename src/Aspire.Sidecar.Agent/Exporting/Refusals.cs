using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Counts the records that the receiver refused for what stands in them; says it once for each kind of reason, and again at every tenfold.</summary>
internal sealed class Refusals(string receiver, AgentCounters counters, ILogger logger)
{
    private const int KindLength = 80;
    private const int KindsAtMost = 100;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(long lines, DropReason reason, string text)
    {
        counters.Dropped(lines, reason);
        var kind = text.Length > KindLength ? text[..KindLength] : text;
        if (_counts.Count >= KindsAtMost && !_counts.ContainsKey(kind))
        {
            kind = "";
        }

        var before = _counts.GetValueOrDefault(kind);
        var after = _counts[kind] = before + lines;
        if (before == 0 || Digits(after) > Digits(before))
        {
            logger.RecordsRefused(receiver, after, text);
        }
    }

    private static int Digits(long number) => (int)Math.Log10(Math.Max(1, number));
}
