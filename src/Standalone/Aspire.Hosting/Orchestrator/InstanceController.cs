using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Starts, watches and stops one instance of a resource.</summary>
internal sealed partial class InstanceController(
    IResource resource,
    ResourceInstance instance,
    IResourceRunner runner,
    OrchestratorServices services) : IDisposable
{
    private volatile StartOperation? _start;
    private volatile IRunningResource? _running;
    private Task _ended = Task.CompletedTask;

    public string Id => instance.Id;

    /// <summary>Held by the one operation on this instance that may go on.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public void Begin(StartOperation start) => _start = start;

    public void End() => _start = null;

    /// <summary>Starts the instance, which the caller has made ready for it.</summary>
    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var start = new ResourceStart(
            resource, instance, services.Ports, services.Notifications, services.Loggers, services.TimeProvider, ResumeAsync);
        await OnStartedAsync(await runner.StartAsync(start, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Stops the instance, and calls off a start that is still waiting.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        _start?.CallOff(this);
        await Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await StopRunningAsync(grace).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Stops the instance. The caller holds the gate.</summary>
    public async Task StopRunningAsync(TimeSpan grace)
    {
        if (_running is { } running)
        {
            await PublishAsync(snapshot => snapshot.State?.Text == KnownResourceStates.Running
                ? snapshot with { State = KnownResourceStates.Stopping }
                : snapshot).ConfigureAwait(false);
            await running.StopAsync(grace).ConfigureAwait(false);
        }

        await _ended.ConfigureAwait(false);
    }

    public Task PublishStartingAsync() => PublishAsync(snapshot => snapshot with
    {
        State = KnownResourceStates.Starting,
        HealthReports = InitialStates.HealthReports(resource),
        StartTimeStamp = null,
        StopTimeStamp = null,
        ExitCode = null,
        ResourceReadyEvent = null,
    });

    public Task PublishNotStartedAsync() => PublishAsync(snapshot => snapshot with { State = KnownResourceStates.NotStarted });

    public Task PublishFailedAsync(string state)
        => PublishAsync(snapshot => snapshot with { State = new ResourceStateSnapshot(state, KnownResourceStateStyles.Error) });

    public Task PublishEndedAsync(int? exitCode) => PublishAsync(snapshot => snapshot with
    {
        State = runner.EndState,
        ExitCode = exitCode,
        StopTimeStamp = services.TimeProvider.GetUtcNow().UtcDateTime,
        Urls = services.Urls.Snapshot(resource, isActive: false),
    });

    public Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => services.Notifications.PublishUpdateAsync(resource, Id, change);

    public void Dispose() => Gate.Dispose();

    private async Task OnStartedAsync(IRunningResource running)
    {
        _running = running;
        await PublishAsync(snapshot => running.Describe(snapshot) with
        {
            State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            StartTimeStamp = services.TimeProvider.GetUtcNow().UtcDateTime,
            Urls = services.Urls.Snapshot(resource, isActive: true),
        }).ConfigureAwait(false);
        _ended = WatchAsync(running);
    }

    private async Task ResumeAsync(IRunningResource running)
    {
        try
        {
            await Gate.WaitAsync(services.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await _ended.ConfigureAwait(false);

            // Whoever held the gate may have made an end of it, too.
            if (!running.Exited.IsCompleted)
            {
                await PublishStartingAsync().ConfigureAwait(false);
                await OnStartedAsync(running).ConfigureAwait(false);
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private async Task WatchAsync(IRunningResource running)
    {
        var exitCode = await running.Exited.ConfigureAwait(false);
        _running = null;
        await PublishEndedAsync(exitCode).ConfigureAwait(false);
        _ = TellStoppedAsync();
    }

    // Not awaited by whoever stops the resource: a handler may want to start it again.
    private async Task TellStoppedAsync()
    {
        if (services.IsShuttingDown || !services.Notifications.TryGetCurrentState(Id, out var current))
        {
            return;
        }

        try
        {
            await services.Hierarchy.PublishStoppedAsync(resource, current, services.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (services.IsShuttingDown)
        {
            return;
        }
#pragma warning disable CA1031 // Handlers are user code, and nobody waits for this event.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogHandlerFailed(services.Loggers.GetLogger(Id), exception, resource.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A handler of the end of resource '{ResourceName}' failed.")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception, string resourceName);
}
