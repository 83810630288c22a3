using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Tells the application how a joined sidecar is: its state and events, and those of the resources that live in it, such as a database in its server. For
/// other containers the orchestrator does this.
/// </summary>
internal sealed partial class JoinedState(
    IResource resource,
    ImmutableArray<IResource> children,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    ILogger logger,
    TimeProvider time)
{
    private bool _hasConnectionString;

    /// <summary>
    /// Says, once, that the connection strings of the sidecar and of what lives in it can be had.
    /// </summary>
    public async Task AnnounceConnectionStringsAsync(CancellationToken cancellationToken)
    {
        if (_hasConnectionString)
        {
            return;
        }

        foreach (var owner in children.Prepend(resource).Where(owner => owner is IResourceWithConnectionString))
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(owner, services), cancellationToken).ConfigureAwait(false);
        }

        _hasConnectionString = true;
    }

    public Task ShowAsync(ResourceStateSnapshot state) => UpdateAllAsync(snapshot => snapshot with { State = state });

    /// <summary>
    /// Has a sidecar that waits for others start without them, as Aspire does with the start command: whoever waits looks for another state.
    /// </summary>
    /// <returns>Whether it was waiting.</returns>
    public async Task<bool> TryEndWaitAsync()
    {
        var wasWaiting = false;
        await notifications.PublishUpdateAsync(resource, snapshot =>
        {
            wasWaiting = snapshot.State?.Text == KnownResourceStates.Waiting;
            return wasWaiting ? snapshot with { State = KnownResourceStates.Starting } : snapshot;
        }).ConfigureAwait(false);
        return wasWaiting;
    }

    public Task ShowStartingAsync(string image) => UpdateAllAsync(
        snapshot => snapshot with { State = KnownResourceStates.Starting, StartTimeStamp = null, StopTimeStamp = null, ExitCode = null },
        snapshot => snapshot.With((ContainerProperties.Image, image), (ContainerSnapshot.ContainerId, null), (SidecarProperties.Failure, null)).WithLabels());

    public Task ShowRunningAsync(ContainerSpec spec, string containerId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return UpdateAllAsync(
            snapshot => snapshot with { State = KnownResourceStates.Running, CreationTimeStamp = now, StartTimeStamp = now, StopTimeStamp = null, ExitCode = null },
            snapshot => Describe(snapshot, spec).With((ContainerSnapshot.ContainerId, containerId)).WithLabels() with
            {
                Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = false })],
                EnvironmentVariables = [.. spec.Variables.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
                Volumes = [.. spec.Mounts.Select(mount => new VolumeSnapshot(
                    mount.Source, mount.Target ?? "", mount.Type == ContainerMountType.BindMount ? "bind" : "volume", mount.IsReadOnly))],
            });
    }

    /// <summary>
    /// Shows an end: <see langword="null"/> for a container that has gone, whose exit code nobody knows.
    /// </summary>
    public async Task ShowEndedAsync(ContainerInspection? end, CancellationToken cancellationToken)
    {
        var stopped = end?.FinishedAt ?? time.GetUtcNow().UtcDateTime;
        await UpdateAllAsync(
            snapshot => snapshot with { State = KnownResourceStates.Exited, StopTimeStamp = stopped, ExitCode = end?.ExitCode },
            snapshot => Inactive(snapshot).With((SidecarProperties.LastExitReason, end is { IsOutOfMemory: true } ? MemberEnd.OutOfMemory : null))).ConfigureAwait(false);
        if (!notifications.TryGetCurrentState(resource.Name, out var current))
        {
            return;
        }

        foreach (var ended in children.Prepend(resource))
        {
            try
            {
                await eventing.PublishAsync(new ResourceStoppedEvent(ended, services, current), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A handler of the user changes nothing of the end.
                LogHandlerFailed(logger, exception, ended.Name);
            }
        }
    }

    /// <summary>
    /// Shows that it did not start. With a failure that lasts, nobody tries again by himself.
    /// </summary>
    public Task ShowFailedToStartAsync(string? lastingFailure) => UpdateAllAsync(
        snapshot => snapshot with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), StopTimeStamp = time.GetUtcNow().UtcDateTime },
        snapshot => Inactive(snapshot).With((SidecarProperties.Failure, lastingFailure)));

    private async Task UpdateAllAsync(
        Func<CustomResourceSnapshot, CustomResourceSnapshot> change, Func<CustomResourceSnapshot, CustomResourceSnapshot>? ownChange = null)
    {
        await notifications.PublishUpdateAsync(resource, snapshot => ownChange is null ? change(snapshot) : ownChange(change(snapshot))).ConfigureAwait(false);
        foreach (var child in children)
        {
            await notifications.PublishUpdateAsync(child, snapshot => change(snapshot) with { ExitCode = null }).ConfigureAwait(false);
        }
    }

    private CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot, ContainerSpec spec) => (snapshot with
    {
        Properties = [.. snapshot.Properties.Where(property => property.Name is not (ContainerProperties.Arguments or ContainerProperties.GivenArguments or ContainerProperties.Sensitivities))
            .Append(new(ContainerProperties.Arguments, spec.Command.ToImmutableArray()) { IsSensitive = true })
            .Append(new(ContainerProperties.GivenArguments, spec.Arguments.Select(argument => argument.Value).ToImmutableArray()) { IsSensitive = HasSecrets(spec) })
            .Append(new(ContainerProperties.Sensitivities, spec.Arguments.Select(argument => argument.IsSensitive ? 1 : 0).ToImmutableArray()) { IsSensitive = HasSecrets(spec) })],
    }).With(
        (ContainerProperties.Image, spec.Image),
        (ContainerProperties.Command, spec.Entrypoint),
        (ContainerProperties.Ports, resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.TargetPort).OfType<int>().ToImmutableArray()),
        (ContainerProperties.Lifetime, resource.IsPersistent() ? ContainerLifetime.Persistent : ContainerLifetime.Session));

    private static bool HasSecrets(ContainerSpec spec) => spec.Arguments.Any(argument => argument.IsSensitive);

    private static CustomResourceSnapshot Inactive(CustomResourceSnapshot snapshot) =>
        snapshot with { Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = url.Name is not null })] };

    [LoggerMessage(EventId = 67, Level = LogLevel.Error, Message = "A handler of the end of '{Resource}' failed.")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception, string resource);
}
