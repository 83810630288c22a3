using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Logging;

/// <summary>The loop that looks at the folder, reads what is new and remembers what was sent. Nothing that goes wrong ends it.</summary>
internal sealed class Follower(
    LoggingOptions options, FileTracker tracker, FileReader reader, BatchQueue queue, PositionsFile positions, FolderWatch watch, FolderClaim claim,
    AgentCounters counters, TimeProvider timeProvider, ILogger logger)
{
    private const int LooksWhileDraining = 3;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileThrottled = TimeSpan.FromMilliseconds(20);

    private readonly Complaints _complaints = new(timeProvider);
    private bool _hasScanned;
    private bool _isFolderThere;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or AgentException))
            {
                if (_complaints.ShouldTell(exception.GetType().Name + exception.Message))
                {
                    logger.GoesOn(exception);
                }

                await Task.Delay(AfterTrouble, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads what is there for the last time and hands all of it over.</summary>
    public async Task DrainAsync(CancellationToken deadline)
    {
        // What is written while it reads is read as well, a few times.
        for (var look = 0; look < LooksWhileDraining && claim.TryTake(); look++)
        {
            Scan();
            while (ReadForAWhile(Flushing.Nothing) is var progress and not ReadProgress.AtEnd)
            {
                deadline.ThrowIfCancellationRequested();
                await WaitForRoomAsync(progress, deadline).ConfigureAwait(false);
            }
        }

        while (_hasScanned && ReadForAWhile(Flushing.Everything) is var progress and not ReadProgress.AtEnd)
        {
            deadline.ThrowIfCancellationRequested();
            await WaitForRoomAsync(progress, deadline).ConfigureAwait(false);
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

    public void SaveAll()
    {
        // A folder that is not there must not be made by the agent.
        if (_isFolderThere)
        {
            positions.SaveAll(tracker.Files, tracker.Remaining);
        }

        NoteLag();
    }

    private async Task TurnAsync(CancellationToken stopping)
    {
        if (watch.IsScanDue && claim.TryTake())
        {
            Scan();
        }
        else
        {
            watch.TakeChanges(tracker.Note);
        }

        var progress = ReadForAWhile(Flushing.Nothing);
        if (progress == ReadProgress.AtEnd)
        {
            ForgetComplete();
        }

        if (queue.Waiting >= options.FlushInterval)
        {
            queue.TryHandOver();
        }

        if (_isFolderThere)
        {
            positions.Save(tracker.Files, tracker.Active, tracker.Remaining);
        }

        NoteLag();
        tracker.Rest();

        await PauseAsync(progress, stopping).ConfigureAwait(false);
    }

    private void Scan()
    {
        watch.ScanBegins();
        try
        {
            _isFolderThere = tracker.Update(GiveUp);
            _hasScanned = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_complaints.ShouldTell(options.Directory))
            {
                logger.FolderUnreadable(options.Directory, exception.Message);
            }
        }

        watch.ScanEnds();
    }

    private void GiveUp(FollowedFile file, bool isContinuedElsewhere)
    {
        if (isContinuedElsewhere)
        {
            reader.Forget(file);
        }
        else
        {
            reader.Finish(file);
        }
    }

    // Not longer than until the next scan is due: a file may be rotated while another one is read.
    private ReadProgress ReadForAWhile(Flushing flushing)
    {
        var start = timeProvider.GetTimestamp();
        while (true)
        {
            var progress = ReadProgress.AtEnd;

            // Files that were rotated away come before those that took their place.
            foreach (var file in tracker.Active.Where(HasWork).OrderBy(file => file.DetachedAt ?? long.MaxValue).ToArray())
            {
                switch (Read(file, flushing))
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

    private static bool HasWork(FollowedFile file) => file.HasUnread || file.HoldsBack;

    private ReadProgress Read(FollowedFile file, Flushing flushing)
    {
        var due = flushing == Flushing.Nothing ? FlushingDue(file) : flushing;
        if (!file.HasUnread && due == Flushing.Nothing)
        {
            return ReadProgress.AtEnd;
        }

        try
        {
            return tracker.IsReadable(file) ? reader.Read(file, due) : ReadProgress.AtEnd;
        }
        catch (Exception exception)
        {
            tracker.Suspend(file, exception);
            return ReadProgress.AtEnd;
        }
    }

    private Flushing FlushingDue(FollowedFile file)
    {
        var quiet = timeProvider.GetElapsedTime(file.LastGrowth);
        return quiet >= options.LastLineWait || IsComplete(file) ? Flushing.Everything
            : quiet >= options.MultilineTimeout && !file.HoldsOnlyUnfinishedLine ? Flushing.Records
            : Flushing.Nothing;
    }

    private void ForgetComplete()
    {
        foreach (var file in tracker.Active.Where(file => file.DetachedAt is not null && IsComplete(file)).ToArray())
        {
            var canBeRead = !file.HoldsBack || Read(file, Flushing.Everything) == ReadProgress.AtEnd;
            if (canBeRead)
            {
                reader.Finish(file);
            }

            if (canBeRead && file.IsSettled && (!file.HasUnread || file.Handle is null))
            {
                reader.Forget(file);
                tracker.Forget(file);
            }
        }
    }

    private bool IsComplete(FollowedFile file) =>
        file.DetachedAt is { } detachedAt
        && timeProvider.GetElapsedTime(Math.Max(detachedAt, file.LastGrowth)) >= options.RotateWait;

    private void NoteLag() => counters.Lag = tracker.Active.Sum(file => Math.Max(0, file.Length - file.SafeOffset));

    private async Task WaitForRoomAsync(ReadProgress progress, CancellationToken cancellationToken)
    {
        if (progress == ReadProgress.Blocked)
        {
            await (reader.IsThrottled ? Task.Delay(WhileThrottled, timeProvider, cancellationToken) : queue.WaitForRoomAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(ReadProgress progress, CancellationToken stopping)
    {
        if (progress == ReadProgress.More)
        {
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var left = options.FlushInterval - queue.Waiting;
        var isOverdue = left <= TimeSpan.Zero;
        var waiting = isOverdue ? options.PollInterval : left ?? options.PollInterval;
        var until = Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(waiting.TotalMilliseconds, 1, options.PollInterval.TotalMilliseconds)), timeProvider, pause.Token);

        // A batch that is overdue has found the queue full.
        var change = progress == ReadProgress.Blocked ? WaitForRoomAsync(progress, pause.Token) : isOverdue ? queue.WaitForRoomAsync(pause.Token) : until;
        await Task.WhenAny(until, change).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(until, change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
