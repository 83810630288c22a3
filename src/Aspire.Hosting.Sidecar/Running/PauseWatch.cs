using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Shows that a container runs again whose pause is over. The orchestrator sees a pause when something else happens to the container, and is not told
/// of its end: whoever waits for the container would wait for ever.
/// </summary>
internal sealed class PauseWatch(IContainerEngine engine, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, byte> _watched = new(StringComparer.Ordinal);

    /// <summary>Watches a resource that is shown as paused, until it is not.</summary>
    public void Look(ResourceEvent update, CancellationToken cancellationToken)
    {
        if (IsPaused(update.Snapshot) && _watched.TryAdd(update.ResourceId, 0))
        {
            _ = WatchAsync(update, cancellationToken);
        }
    }

    private async Task WatchAsync(ResourceEvent update, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false)
                && notifications.TryGetCurrentState(update.ResourceId, out var current) && IsPaused(current.Snapshot))
            {
                if (ContainerSnapshot.Id(current.Snapshot) is { } container && await RunsAsync(container, cancellationToken).ConfigureAwait(false))
                {
                    await notifications.PublishUpdateAsync(
                        update.Resource, update.ResourceId, snapshot => IsPaused(snapshot) ? snapshot with { State = KnownResourceStates.Running } : snapshot).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application has ended.
        }
        finally
        {
            _watched.TryRemove(update.ResourceId, out _);
        }
    }

    private async Task<bool> RunsAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await ContainerInspection.OfAsync(engine, container, cancellationToken).ConfigureAwait(false) is { IsRunning: true, IsPaused: false };
        }
        catch (DistributedApplicationException)
        {
            // An engine that does not answer is asked again.
            return false;
        }
    }

    private static bool IsPaused(CustomResourceSnapshot snapshot) => snapshot.State?.Text == MemberPhases.Paused;
}
