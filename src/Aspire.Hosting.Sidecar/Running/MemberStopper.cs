using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Stops members with the signal of their image and the grace that they are given. The orchestrator's own limits, 10 s for a container and 6 s for a process,
/// cannot be set, so it is asked only when the member is down.
/// </summary>
internal sealed partial class MemberStopper(
    IContainerEngine engine, JoinedSidecars joined, ResourceCommandService commands, ResourceNotificationService notifications, ResourceLoggerService loggers)
{
    /// <summary>Beyond the grace, for the engine and the orchestrator themselves.</summary>
    private static readonly TimeSpan HostTime = TimeSpan.FromSeconds(10);

    /// <summary>What the orchestrator gives to a process.</summary>
    private static readonly TimeSpan OrchestratorsGrace = TimeSpan.FromSeconds(6);

    /// <summary>For the start of a process that is to be stopped.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);

    /// <summary>For the news of an end, when the application ends.</summary>
    private static readonly TimeSpan NewsTime = TimeSpan.FromSeconds(1);

    /// <summary>For the news of an end otherwise: the orchestrator tells it some seconds late while somebody reads the log.</summary>
    private static readonly TimeSpan LateNewsTime = TimeSpan.FromSeconds(8);

    private readonly AsyncLocal<bool> _isAsking = new();

    /// <summary>Whether it is the pod, and not the user, who calls the command that is being executed.</summary>
    public bool IsAsking => _isAsking.Value;

    public bool IsDown(IResource resource) =>
        notifications.TryGetCurrentState(resource.Name, out var current) && MemberPhases.Of(current.Snapshot.State?.Text).IsDown();

    /// <summary>
    /// Stops a member, and returns when it is down, or when its time is over.
    /// </summary>
    /// <param name="resource">The member.</param>
    /// <param name="grace">The time before it is killed.</param>
    /// <param name="isLast">Whether the application ends: then the orchestrator removes by itself what is there, and must not be asked about what is only starting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StopAsync(IResource resource, TimeSpan grace, bool isLast, CancellationToken cancellationToken)
    {
        _isAsking.Value = true;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(grace + HostTime);
        try
        {
            if (joined.Find(resource) is { } sidecar)
            {
                await sidecar.StopAsync(grace, timeout.Token).ConfigureAwait(false);
                return;
            }

            var hasEnded = await EndAsync(resource, resource.Name, grace, timeout.Token).ConfigureAwait(false);
            if (isLast && resource.IsContainer())
            {
                timeout.CancelAfter(NewsTime);
                await WaitForNewsAsync(resource, timeout.Token).ConfigureAwait(false);
            }
            else if (isLast ? IsRunning(resource.Name) : !hasEnded || !await IsToldAsync(resource, timeout.Token).ConfigureAwait(false))
            {
                await AskOrchestratorAsync(resource, grace, isLast, timeout).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (isLast)
            {
                // The host ends what is still there.
                return;
            }

            LogNoTime(loggers.GetLogger(resource), resource.Name);
        }
    }

    /// <summary>
    /// Ends one instance by its signal, within its grace, if it runs. Returns whether it did, and not the orchestrator is to do so.
    /// </summary>
    public async Task<bool> EndAsync(IResource resource, string resourceId, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (!resource.IsContainer())
        {
            await WaitUntilStartedAsync(resource, resourceId, cancellationToken).ConfigureAwait(false);
        }

        if (!notifications.TryGetCurrentState(resourceId, out var current) || MemberPhases.Of(current.Snapshot.State?.Text) is not (MemberPhase.Running or MemberPhase.Stopping))
        {
            return false;
        }

        if (ContainerSnapshot.Id(current.Snapshot) is { } container)
        {
            await ShowStoppingAsync(current).ConfigureAwait(false);
            return (await engine.RunAsync(new("stop", "--time", EngineStop.Seconds(grace), container), cancellationToken).ConfigureAwait(false)).IsSuccess;
        }

        if (ContainerSnapshot.Process(current.Snapshot) is { } process && !OperatingSystem.IsWindows())
        {
            await ShowStoppingAsync(current).ConfigureAwait(false);
            if (HasLongGrace(resource))
            {
                await ProcessTree.EndAsync(process, grace, cancellationToken).ConfigureAwait(false);
                return true;
            }
        }

        return false;
    }

    private async Task AskOrchestratorAsync(IResource resource, TimeSpan grace, bool isLast, CancellationTokenSource timeout)
    {
        if (isLast)
        {
            timeout.CancelAfter(grace + NewsTime);
        }

        var result = await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
        if (!result.Success)
        {
            LogFailed(loggers.GetLogger(resource), resource.Name, result.Message);
        }
        else if (isLast)
        {
            // Whoever stops after it is not to be shown as stopping before it.
            timeout.CancelAfter(NewsTime);
            await WaitForNewsAsync(resource, timeout.Token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether the end of a member has become known. Then it may be started again at any time, and a stop command would hit the next one.
    /// </summary>
    private async Task<bool> IsToldAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(LateNewsTime);
        try
        {
            await WaitForNewsAsync(resource, timeout.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task WaitForNewsAsync(IResource resource, CancellationToken cancellationToken) =>
        await notifications.WaitForResourceAsync(resource.Name, update => IsOver(update.Snapshot), cancellationToken).ConfigureAwait(false);

    /// <summary>A process that is only starting cannot be stopped: the orchestrator loses its end.</summary>
    private async Task WaitUntilStartedAsync(IResource resource, string resourceId, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTime);
        try
        {
            await notifications.WaitForResourceAsync(
                resource.Name,
                update => (update.ResourceId == resourceId || resource.Name == resourceId) && MemberPhases.Of(update.Snapshot.State?.Text) is not (MemberPhase.Starting or MemberPhase.Unknown),
                timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Its command says what is wrong.
        }
    }

    /// <summary>With less, the orchestrator's own way to stop a process does.</summary>
    private static bool HasLongGrace(IResource resource) =>
        resource.Annotations.OfType<StopGracePeriodAnnotation>().LastOrDefault() is { Period: var period } && period > OrchestratorsGrace;

    private bool IsRunning(string resource) =>
        notifications.TryGetCurrentState(resource, out var current) && MemberPhases.Of(current.Snapshot.State?.Text) is MemberPhase.Running or MemberPhase.Stopping;

    private static bool IsOver(CustomResourceSnapshot snapshot) => MemberPhases.Of(snapshot.State?.Text) is not (MemberPhase.Running or MemberPhase.Stopping);

    /// <summary>Unless its end has been told meanwhile, after which nothing more would come.</summary>
    private Task ShowStoppingAsync(ResourceEvent current) => notifications.PublishUpdateAsync(
        current.Resource,
        current.ResourceId,
        snapshot => MemberPhases.Of(snapshot.State?.Text) == MemberPhase.Running ? snapshot with { State = KnownResourceStates.Stopping } : snapshot);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "'{Resource}' did not stop in its time; the host ends it.")]
    private static partial void LogNoTime(ILogger logger, string resource);

    [LoggerMessage(EventId = 25, Level = LogLevel.Warning, Message = "'{Resource}' could not be stopped: {Reason}")]
    private static partial void LogFailed(ILogger logger, string resource, string? reason);
}
