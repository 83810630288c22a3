namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the list of what a resource still waits for, and shows it in its snapshot.</summary>
internal sealed class PendingDependencies(ResourceNotificationService notifications, IResource resource, IEnumerable<WaitAnnotation> waits)
{
    private readonly Lock _gate = new();
    private readonly List<string> _pending = [.. waits.SelectMany(wait => wait.Resource.GetResolvedResourceNames())];

    public Task PublishAsync()
    {
        string[] waitingFor;
        lock (_gate)
        {
            waitingFor = [.. _pending.Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        return notifications.PublishUpdateAsync(resource, snapshot => (waitingFor.Length, MayWait(snapshot.State?.Text)) switch
        {
            (0, _) => snapshot with { Properties = snapshot.Properties.RemoveProperty(SnapshotProperties.WaitingFor) },
            (_, true) => snapshot with
            {
                State = KnownResourceStates.Waiting,
                Properties = snapshot.Properties.SetProperty(SnapshotProperties.WaitingFor, waitingFor),
            },
            _ => snapshot,
        });
    }

    public Task CompleteAsync(string resourceId)
    {
        lock (_gate)
        {
            _pending.Remove(resourceId);
        }

        return PublishAsync();
    }

    // Of a resource that is started by hand one instance may wait while another has not been started at all.
    private bool MayWait(string? state)
        => state is null
            || state == KnownResourceStates.Starting
            || state == KnownResourceStates.Waiting
            || (state == KnownResourceStates.NotStarted
                && (resource.GetInstances().IsEmpty || !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()));
}
