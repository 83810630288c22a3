using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <content>Waiting for everything that a resource depends on.</content>
public partial class ResourceNotificationService
{
    /// <summary>Waits for everything that a resource waits for.</summary>
    /// <param name="resource">The resource whose waits are meant.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>Completes when nothing is left to wait for.</returns>
    /// <exception cref="DistributedApplicationException">A dependency ended or failed.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);

        WaitAnnotation[] waits = [.. resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime)];
        if (waits.Length == 0)
        {
            return;
        }

        var pending = new PendingDependencies(this, resource, waits);
        await pending.PublishAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(waits.Select(wait => WaitForAsync(resource, wait, pending, cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(
                WaitReport.Describe(this, $"Resource '{resource.Name}' failed to wait for dependencies before the operation was cancelled.", resource.Name),
                exception,
                exception.CancellationToken);
        }
    }

    private async Task WaitForAsync(IResource resource, WaitAnnotation wait, PendingDependencies pending, CancellationToken cancellationToken)
    {
        var log = new WaitLog(_loggers.GetLogger(resource));
        var dependency = wait.Resource;
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            log.WaitingForCompletion(dependency.Name);
        }
        else
        {
            log.WaitingForState(dependency.Name, KnownResourceStates.Running);
        }

        await Task.WhenAll(dependency.GetResolvedResourceNames().Select(WaitForInstanceAsync)).ConfigureAwait(false);

        async Task WaitForInstanceAsync(string resourceId)
        {
            var target = new WaitTarget(resource, dependency, resourceId, dependency.GetDisplayName(resourceId), log);
            var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
            await (wait.WaitType switch
            {
                WaitType.WaitForCompletion => WaitForCompletionAsync(target, wait.ExitCode, cancellationToken),
                WaitType.WaitUntilStarted => WaitUntilStartedAsync(target, behavior, cancellationToken),
                _ => WaitUntilHealthyAsync(target, behavior, cancellationToken),
            }).ConfigureAwait(false);
            await pending.CompleteAsync(resourceId).ConfigureAwait(false);
        }
    }

    private async Task WaitUntilStartedAsync(WaitTarget target, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        await WaitUntilRunningAsync(target, behavior, cancellationToken).ConfigureAwait(false);
        target.Log.FinishedWaitingForStart(target.DisplayName);
    }

    private async Task WaitUntilHealthyAsync(WaitTarget target, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        await WaitUntilRunningAsync(target, behavior, cancellationToken).ConfigureAwait(false);
        if (target.Dependency.Annotations.OfType<HealthCheckAnnotation>().Any())
        {
            target.Log.WaitingForHealthy(target.DisplayName);
            await WaitForInstanceAsync(
                target,
                snapshot => snapshot.HealthStatus == HealthStatus.Healthy,
                $"Resource '{target.DisplayName}' failed to become healthy before the operation was cancelled.",
                cancellationToken).ConfigureAwait(false);
        }

        target.Log.WaitingForReady(target.DisplayName);
        await WaitForReadyAsync(target.Dependency.Name, target.DisplayName, target.ResourceId, cancellationToken).ConfigureAwait(false);
        target.Log.FinishedWaiting(target.DisplayName);
    }

    private async Task WaitUntilRunningAsync(WaitTarget target, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var stopsEarly = behavior == WaitBehavior.StopOnResourceUnavailable;
        var snapshot = await WaitForInstanceAsync(
            target,
            candidate => candidate.State?.Text == KnownResourceStates.Running || (stopsEarly && IsUnavailable(candidate)),
            $"Resource '{target.DisplayName}' failed to reach the 'Running' state before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        var state = snapshot.State!.Text;
        if (state == KnownResourceStates.Running)
        {
            return;
        }

        throw state == KnownResourceStates.FailedToStart ? target.FailedToStart() : target.EndedPrematurely(state);
    }

    private async Task WaitForCompletionAsync(WaitTarget target, int exitCode, CancellationToken cancellationToken)
    {
        var snapshot = await WaitForInstanceAsync(
            target,
            candidate => candidate.ExitCode is not null || (candidate.State?.Text is { } text && KnownResourceStates.TerminalStates.Contains(text)),
            $"Resource '{target.DisplayName}' failed to reach a terminal state before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            throw target.FailedToStart();
        }

        if (snapshot.ExitCode is { } actual && actual != exitCode)
        {
            throw target.EndedWithExitCode(snapshot.State?.Text ?? "", actual, exitCode);
        }

        target.Log.FinishedWaiting(target.DisplayName);
    }

    private async Task<CustomResourceSnapshot> WaitForInstanceAsync(
        WaitTarget target,
        Func<CustomResourceSnapshot, bool> predicate,
        string cancelledMessage,
        CancellationToken cancellationToken)
    {
        var reached = await WaitCoreAsync(
            target.Dependency.Name,
            candidate => candidate.ResourceId == target.ResourceId && predicate(candidate.Snapshot),
            cancelledMessage,
            cancellationToken).ConfigureAwait(false);

        return reached.Snapshot;
    }
}
