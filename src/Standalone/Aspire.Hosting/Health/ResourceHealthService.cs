using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Checks the health of each resource while it runs, and raises the ready event when it is healthy for the first time.</summary>
internal sealed partial class ResourceHealthService(
    ResourceNotificationService notifications,
    HealthCheckService healthChecks,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider timeProvider,
    ILogger<ResourceHealthService> logger) : BackgroundService
{
    private readonly Dictionary<string, CancellationTokenSource> _monitors = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                OnChanged(change, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    // The monitors are not awaited: a handler of the ready event that never returns must not hold up the other resources.
    private void OnChanged(ResourceEvent change, CancellationToken stoppingToken)
    {
        var name = change.Resource.Name;
        var state = change.Snapshot.State?.Text;
        if (state == KnownResourceStates.Running && !_monitors.ContainsKey(name))
        {
            var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            _monitors[name] = cancellation;
            _ = MonitorAsync(change.Resource, cancellation.Token);
        }
        else if (state is not null && HasEnded(change.Resource, state) && _monitors.Remove(name, out var monitor))
        {
            monitor.Cancel();
            monitor.Dispose();
        }
    }

    // The states may already have moved on: what counts is whether this change was the end of the last instance.
    private bool HasEnded(IResource resource, string state)
        => IsEnd(state) && resource.GetResolvedResourceNames() is var ids
            && (ids.Length == 1 || ids.All(id => notifications.TryGetCurrentState(id, out var current) && IsEnd(current.Snapshot.State?.Text)));

    private static bool IsBeginning(string? state) => state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting;

    private static bool IsEnd(string? state) => state is not null && KnownResourceStates.TerminalStates.Contains(state);

    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            if (resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var checks))
            {
                await CheckAsync(resource, [.. checks.Select(check => check.Key)], cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await PublishReadyAsync(resource, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // One resource's trouble must not end the checks of the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, resource.Name);
        }
    }

    private async Task CheckAsync(IResource resource, HashSet<string> keys, CancellationToken cancellationToken)
    {
        var interval = new HealthCheckInterval();
        Task? ready = null;
        while (true)
        {
            var report = await RunChecksAsync(keys, cancellationToken).ConfigureAwait(false);
            var isHealthy = report.Status == HealthStatus.Healthy;
            await HealthReports.PublishAsync(notifications, resource, report, timeProvider).ConfigureAwait(false);
            if (isHealthy && ready is null)
            {
                ready = PublishReadyAsync(resource, cancellationToken);
            }

            await Task.Delay(interval.Next(isHealthy), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HealthReport> RunChecksAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            return await healthChecks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Checks are user code; whatever they throw means that the resource is not healthy.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new HealthReport(
                keys.ToDictionary(key => key, _ => new HealthReportEntry(HealthStatus.Unhealthy, "Error calling HealthCheckService.", TimeSpan.Zero, exception, null)),
                TimeSpan.Zero);
        }
    }

    // Waits for the resource read the outcome from its snapshot, where it is also when a handler has failed.
    private async Task PublishReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var handlers = Task.Run(() => eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken), cancellationToken);
        await handlers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (handlers.Exception is { } exception)
        {
            LogReadyFailed(exception, resource.Name);
        }

        // A handler may have taken longer than the resource ran; the next run is not ready because of it.
        await notifications.PublishUpdateAsync(resource, snapshot => cancellationToken.IsCancellationRequested || IsBeginning(snapshot.State?.Text)
            ? snapshot
            : snapshot with { ResourceReadyEvent = new EventSnapshot(handlers) }).ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Error, "The health of resource '{ResourceName}' is no longer checked because of an unexpected error.")]
    private partial void LogFailed(Exception exception, string resourceName);

    [LoggerMessage(2, LogLevel.Error, "A handler of the ready event of resource '{ResourceName}' failed.")]
    private partial void LogReadyFailed(Exception exception, string resourceName);
}
