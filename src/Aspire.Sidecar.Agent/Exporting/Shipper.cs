using Aspire.Sidecar.Agent.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Sends batch after batch, each until the receiver has taken it or refused it for good.</summary>
internal sealed class Shipper(BatchQueue queue, IRecordSender sender, AgentCounters counters, RetryDelay delay, TimeProvider timeProvider, ILogger logger)
{
    private bool _unavailable;

    /// <summary>Runs until the queue is completed and empty.</summary>
    /// <param name="stopping">Raised when the agent stops: from then on there are no long pauses between attempts.</param>
    /// <param name="deadline">Raised when the time to drain is over.</param>
    /// <exception cref="OperationCanceledException">The time was over before everything was sent.</exception>
    public async Task RunAsync(CancellationToken stopping, CancellationToken deadline)
    {
        await foreach (var batch in queue.Reader.ReadAllAsync(deadline).ConfigureAwait(false))
        {
            await ShipAsync(batch.Entries, stopping, deadline).ConfigureAwait(false);
            batch.Accept();
        }
    }

    private async Task ShipAsync(IReadOnlyList<BatchEntry> entries, CancellationToken stopping, CancellationToken deadline)
    {
        var records = entries.Select(entry => entry.Record).ToArray();
        while (true)
        {
            var result = await sender.SendAsync(records, deadline).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case SendOutcome.Accepted:
                    Count(entries, result);
                    return;
                case SendOutcome.TooLarge when entries.Count > 1:
                    await ShipAsync([.. entries.Take(entries.Count / 2)], stopping, deadline).ConfigureAwait(false);
                    await ShipAsync([.. entries.Skip(entries.Count / 2)], stopping, deadline).ConfigureAwait(false);
                    return;
                case SendOutcome.Unavailable:
                    await PauseAsync(result, stopping, deadline).ConfigureAwait(false);
                    break;
                default:
                    logger.RecordsRefused(sender.Receiver, entries.Count, result.Reason);
                    counters.Dropped(Lines(entries), DropReason.Refused);
                    return;
            }
        }
    }

    private void Count(IReadOnlyList<BatchEntry> entries, SendResult result)
    {
        if (_unavailable)
        {
            logger.ReceiverBack(sender.Receiver);
            _unavailable = false;
        }

        delay.Reset();

        // Which records were rejected is not said: the last ones are as good a guess as any.
        var rejected = (int)Math.Min(result.Rejected, entries.Count);
        var dropped = Lines(entries.Skip(entries.Count - rejected));
        counters.Sent(Lines(entries) - dropped);
        if (rejected > 0)
        {
            logger.RecordsRejected(sender.Receiver, rejected, entries.Count, result.Reason);
            counters.Dropped(dropped, DropReason.Rejected);
        }
        else if (result.Reason.Length > 0)
        {
            logger.ReceiverSays(sender.Receiver, result.Reason);
        }
    }

    private async Task PauseAsync(SendResult result, CancellationToken stopping, CancellationToken deadline)
    {
        if (!_unavailable)
        {
            logger.ReceiverUnavailable(sender.Receiver, result.Reason);
            _unavailable = true;
        }

        if (!stopping.IsCancellationRequested)
        {
            var pause = delay.Next(result.RetryAfter);
            await Task.Delay(pause, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                delay.Reset();
            }

            return;
        }

        await Task.Delay(delay.Next(asked: null), timeProvider, deadline).ConfigureAwait(false);
    }

    private static int Lines(IEnumerable<BatchEntry> entries) => entries.Sum(entry => entry.Lines);
}
