using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>The loop that looks at the folder, reads what is new and remembers what was sent.</summary>
internal sealed class Follower(
    LoggingOptions options, FileTracker tracker, FileReader reader, BatchQueue queue, PositionsFile positions, AgentCounters counters, TimeProvider timeProvider, ILogger logger)
{
    private bool _failing;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Scan();
            var progress = ReadForAWhile();
            if (progress == ReadProgress.AtEnd)
            {
                FlushWaiting();
                ForgetComplete();
            }

            if (queue.Waiting >= options.FlushInterval)
            {
                queue.TryHandOver();
            }

            SavePositions();
            await PauseAsync(progress, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is there for the last time and hands all of it over.</summary>
    public async Task DrainAsync(CancellationToken deadline)
    {
        Scan();
        while (ReadForAWhile() is var progress and not ReadProgress.AtEnd)
        {
            deadline.ThrowIfCancellationRequested();
            if (progress == ReadProgress.Blocked)
            {
                await queue.WaitForRoomAsync(deadline).ConfigureAwait(false);
            }
        }

        foreach (var file in tracker.Files)
        {
            reader.Finish(file);
        }

        while (!queue.TryHandOver())
        {
            await queue.WaitForRoomAsync(deadline).ConfigureAwait(false);
        }

        queue.Complete();
    }

    public void SavePositions()
    {
        positions.Save(tracker.Positions);
        counters.Lag = tracker.Files.Sum(file => Math.Max(0, file.Length - file.SafeOffset));
    }

    private void Scan()
    {
        try
        {
            tracker.Update(GiveUp);
            _failing = false;
        }
        catch (IOException exception)
        {
            if (!_failing)
            {
                logger.FolderUnreadable(options.Directory, exception.Message);
            }

            _failing = true;
        }
    }

    private void GiveUp(FollowedFile file, bool isContinuedElsewhere)
    {
        if (isContinuedElsewhere)
        {
            reader.Flush(file);
        }
        else
        {
            reader.Finish(file);
        }
    }

    // Not longer than until the next scan is due: a file may be rotated while another one is read.
    private ReadProgress ReadForAWhile()
    {
        var start = timeProvider.GetTimestamp();
        while (true)
        {
            var progress = ReadProgress.AtEnd;

            // Files that were rotated away come before those that took their place.
            foreach (var file in tracker.Files.OrderBy(file => file.DetachedAt ?? long.MaxValue))
            {
                switch (reader.Read(file))
                {
                    case ReadProgress.Blocked:
                        return ReadProgress.Blocked;
                    case ReadProgress.More:
                        progress = ReadProgress.More;
                        break;
                    default:
                        break;
                }
            }

            if (progress == ReadProgress.AtEnd || timeProvider.GetElapsedTime(start) >= options.PollInterval)
            {
                return progress;
            }
        }
    }

    private void FlushWaiting()
    {
        foreach (var file in tracker.Files.Where(file => file.Assembler.Waiting >= options.MultilineTimeout))
        {
            reader.Flush(file);
        }
    }

    private void ForgetComplete()
    {
        foreach (var file in tracker.Files.Where(IsComplete).ToArray())
        {
            reader.Finish(file);
            if (file.IsSettled)
            {
                tracker.Forget(file);
            }
        }
    }

    private bool IsComplete(FollowedFile file) =>
        file.DetachedAt is { } detachedAt
        && timeProvider.GetElapsedTime(Math.Max(detachedAt, file.LastGrowth)) >= options.RotateWait;

    private async Task PauseAsync(ReadProgress progress, CancellationToken stopping)
    {
        if (progress == ReadProgress.More)
        {
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var waiting = queue.Waiting is { } waited ? options.FlushInterval - waited : options.PollInterval;
        var until = Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(waiting.TotalMilliseconds, 1, options.PollInterval.TotalMilliseconds)), timeProvider, pause.Token);
        var change = progress == ReadProgress.Blocked ? queue.WaitForRoomAsync(pause.Token) : until;
        await Task.WhenAny(until, change).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(until, change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
