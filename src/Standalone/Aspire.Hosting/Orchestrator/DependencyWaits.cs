using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Holds the start of a resource until what it waits for is there, or until somebody starts it in spite of that.</summary>
internal sealed class DependencyWaits(ResourceNotificationService notifications)
{
    public async Task OnBeforeResourceStarted(BeforeResourceStartedEvent @event, CancellationToken cancellationToken)
    {
        if (!@event.Resource.HasAnnotationOfType<WaitAnnotation>())
        {
            return;
        }

        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Subscribed first: the dependencies may be there at once, and the change out of the waiting state must not be missed.
        var released = WaitForReleaseAsync(@event.Resource, @event.InstanceId, decided.Token);
        try
        {
            var dependencies = notifications.WaitForDependenciesAsync(@event.Resource, decided.Token);
            var first = await Task.WhenAny(dependencies, released).ConfigureAwait(false);
            await first.ConfigureAwait(false);
        }
        finally
        {
            await decided.CancelAsync().ConfigureAwait(false);
        }
    }

    // Only an instance that has been seen waiting can be released, and only by a change of its own.
    private async Task WaitForReleaseAsync(IResource resource, string? instanceId, CancellationToken cancellationToken)
    {
        HashSet<string> seenWaiting = new(StringComparer.OrdinalIgnoreCase);
        await notifications.WaitForResourceAsync(resource.Name, IsReleased, cancellationToken).ConfigureAwait(false);

        bool IsReleased(ResourceEvent change)
        {
            if (instanceId is not null && !string.Equals(change.ResourceId, instanceId, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            return change.Snapshot.State?.Text == KnownResourceStates.Waiting
                ? !seenWaiting.Add(change.ResourceId) && false
                : seenWaiting.Contains(change.ResourceId);
        }
    }
}
