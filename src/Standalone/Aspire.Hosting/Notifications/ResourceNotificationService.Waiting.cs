using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <content>Waiting for the state of one resource.</content>
public partial class ResourceNotificationService
{
    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="targetState">The state.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>Completes when the resource is in the state.</returns>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default)
        => WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    /// <summary>Waits until a resource is in one of several states.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The state that the resource is in.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targetStates);

        string[] states = [.. targetStates];
        var reached = await WaitCoreAsync(
            resourceName,
            candidate => candidate.Snapshot.State?.Text is { Length: > 0 } text && states.Contains(text, StringComparer.OrdinalIgnoreCase),
            $"Resource '{resourceName}' failed to reach one of the target states: [{string.Join(", ", states)}] before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);

        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until the state of a resource meets a condition.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The state that meets the condition.</returns>
    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);

        return WaitCoreAsync(
            resourceName,
            predicate,
            $"Resource '{resourceName}' failed to meet the predicate condition before the operation was cancelled.",
            cancellationToken);
    }

    /// <summary>Waits until a resource runs and is healthy.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The healthy state.</returns>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
        => WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource runs and is healthy.</summary>
    /// <param name="resourceName">The name of the resource.</param>
    /// <param name="waitBehavior">What to do when the resource ends or fails instead.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <returns>The healthy state.</returns>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var stopsEarly = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        if (stopsEarly && !TryGetCurrentState(resourceName, out _) && IsUnknown(resourceName))
        {
            LogWaitForUnknown(resourceName);
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it does not exist in the application model.");
        }

        var reached = await WaitCoreAsync(
            resourceName,
            candidate => candidate.Snapshot.HealthStatus == HealthStatus.Healthy || (stopsEarly && IsUnavailable(candidate.Snapshot)),
            $"Resource '{resourceName}' failed to become healthy before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.HealthStatus != HealthStatus.Healthy)
        {
            LogWaitStopped(resourceName, reached.Snapshot.State?.Text ?? "");
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
        }

        return await WaitForReadyAsync(resourceName, resourceName, reached.ResourceId, cancellationToken).ConfigureAwait(false);
    }

    // What a handler of the ready event throws is thrown here: whoever waits for a resource must not go on with one that is half set up.
    private async Task<ResourceEvent> WaitForReadyAsync(string resourceName, string displayName, string resourceId, CancellationToken cancellationToken)
    {
        var ready = await WaitCoreAsync(
            resourceName,
            candidate => candidate.ResourceId == resourceId && candidate.Snapshot.ResourceReadyEvent is not null,
            $"Resource '{displayName}' failed to execute the resource ready event before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        await ready.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);

        return ready;
    }

    private bool IsUnknown(string resourceName)
        => _services.GetService<DistributedApplicationModel>() is { } model
            && !model.Resources.Any(resource => string.Equals(resource.Name, resourceName, StringComparison.OrdinalIgnoreCase));

    private static bool IsUnavailable(CustomResourceSnapshot snapshot)
        => snapshot.State?.Text is { } text && (KnownResourceStates.TerminalStates.Contains(text) || text == KnownResourceStates.RuntimeUnhealthy);

    private async Task<ResourceEvent> WaitCoreAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        string cancelledMessage,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceName);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_disposing.Token, cancellationToken);
        try
        {
            await foreach (var candidate in WatchAsync(ended.Token).ConfigureAwait(false))
            {
                if (string.Equals(candidate.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(candidate))
                {
                    return candidate;
                }
            }

            throw new OperationCanceledException(WaitReport.Describe(this, cancelledMessage, resourceName));
        }
        catch (OperationCanceledException exception) when (ended.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                WaitReport.Describe(this, cancelledMessage, resourceName), exception, exception.CancellationToken);
        }
    }

    [LoggerMessage(2, LogLevel.Error, "Stopped waiting for resource '{ResourceName}' to become healthy because it does not exist in the application model.")]
    private partial void LogWaitForUnknown(string resourceName);

    [LoggerMessage(3, LogLevel.Error, "Stopped waiting for resource '{ResourceName}' to become healthy because it entered the '{State}' state.")]
    private partial void LogWaitStopped(string resourceName, string state);
}
