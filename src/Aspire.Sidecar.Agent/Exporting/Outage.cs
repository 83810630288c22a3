using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Says when the receiver stops taking records, what is wrong whenever that changes, again from time to time, and when it is over.</summary>
/// <param name="receiver">The receiver, as messages name it.</param>
/// <param name="meanwhile">What becomes of records meanwhile, as the end of a sentence.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where it is said.</param>
internal sealed class Outage(string receiver, string meanwhile, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan SaidAgainAfter = TimeSpan.FromMinutes(1);

    private long? _since;
    private long _saidAt;
    private string _reason = "";

    public void Note(string reason)
    {
        if (_since is not { } since)
        {
            logger.ReceiverUnavailable(receiver, reason);
            _since = _saidAt = timeProvider.GetTimestamp();
            _reason = reason;
        }
        else if (KindOf(reason) != KindOf(_reason) || timeProvider.GetElapsedTime(_saidAt) >= SaidAgainAfter)
        {
            logger.ReceiverStillUnavailable(receiver, (long)timeProvider.GetElapsedTime(since).TotalSeconds, meanwhile, reason);
            _saidAt = timeProvider.GetTimestamp();
            _reason = reason;
        }
    }

    public void End()
    {
        if (_since is not null)
        {
            logger.ReceiverBack(receiver);
            _since = null;
        }
    }

    // The status, without what differs from answer to answer.
    private static string KindOf(string reason) => string.Join(' ', reason.Split(' ').Take(2));
}
