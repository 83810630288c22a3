using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>
/// Sends batch after batch, each until the receiver has taken it. A record is dropped only when the receiver refuses just this one, for what
/// stands in it or for its size; everything else is an outage, and files can wait.
/// </summary>
internal sealed class Shipper(BatchQueue queue, RequestFrame frame, IRecordSender sender, AgentCounters counters, RetryDelay delay, TimeProvider timeProvider, ILogger logger)
{
    private const int RefusalsNeeded = 3;

    private readonly Outage _outage = new(sender.Receiver, "lines wait in their files", timeProvider, logger);
    private readonly Refusals _refusals = new(sender.Receiver, counters, logger);
    private readonly Complaints _complaints = new(timeProvider);

    /// <summary>Runs until the queue is completed and empty.</summary>
    /// <param name="stopping">Raised when the agent stops: from then on there are no long pauses between attempts.</param>
    /// <param name="deadline">Raised when the time to drain is over.</param>
    /// <exception cref="OperationCanceledException">The time was over before everything was sent.</exception>
    public async Task RunAsync(CancellationToken stopping, CancellationToken deadline)
    {
        await foreach (var batch in queue.Reader.ReadAllAsync(deadline).ConfigureAwait(false))
        {
            await ShipAsync(new(batch, 0, batch.Entries.Count), stopping, deadline).ConfigureAwait(false);
            batch.Accept();
            queue.GiveBack(batch);
        }
    }

    private async Task ShipAsync(BatchPart part, CancellationToken stopping, CancellationToken deadline)
    {
        if (part.Lines == 0)
        {
            return;
        }

        var refusals = 0;
        while (true)
        {
            var result = await SendAsync(part.Request, deadline).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case SendOutcome.Accepted:
                    Count(part, result);
                    return;
                case SendOutcome.TooLarge or SendOutcome.Exhausted when part.Count > 1:
                case SendOutcome.Refused when part.Count > 1 && await IsReceiverAsync(deadline).ConfigureAwait(false):
                    await ShipAsync(part.FirstHalf, stopping, deadline).ConfigureAwait(false);
                    await ShipAsync(part.SecondHalf, stopping, deadline).ConfigureAwait(false);
                    return;
                case SendOutcome.TooLarge when part.Count == 1:
                case SendOutcome.Refused when part.Count == 1 && await IsReceiverAsync(deadline).ConfigureAwait(false) && ++refusals == RefusalsNeeded:
                    _refusals.Add(part.Lines, DropReason.Refused, result.Reason);
                    delay.Reset();
                    return;
                default:
                    await PauseAsync(result, stopping, deadline).ConfigureAwait(false);
                    break;
            }
        }
    }

    // Whatever goes wrong on the way is an outage: it must not end the agent.
    private async Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken deadline)
    {
        try
        {
            return await sender.SendAsync(request, deadline).ConfigureAwait(false);
        }
        catch (Exception exception) when (!deadline.IsCancellationRequested)
        {
            return SendResult.Unavailable(exception.Message);
        }
    }

    // A request without records has nothing in it to be refused for.
    private async Task<bool> IsReceiverAsync(CancellationToken deadline) => (await SendAsync(frame.Empty, deadline).ConfigureAwait(false)).Outcome == SendOutcome.Accepted;

    private void Count(BatchPart part, SendResult result)
    {
        _outage.End();
        delay.Reset();

        // Which records were rejected is not said: the last ones are as good a guess as any.
        var dropped = part.LinesOfLast(result.Rejected);
        counters.Sent(part.Lines - dropped);
        if (dropped > 0)
        {
            _refusals.Add(dropped, DropReason.Rejected, result.Reason);
        }
        else if (result.Reason.Length > 0 && _complaints.ShouldTell(result.Reason))
        {
            logger.ReceiverSays(sender.Receiver, result.Reason);
        }
    }

    private async Task PauseAsync(SendResult result, CancellationToken stopping, CancellationToken deadline)
    {
        _outage.Note(result.Reason);
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
}
