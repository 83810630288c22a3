using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Watches the states of all resources, tells them to their pods, and completes what the dashboard shows of members.
/// </summary>
internal sealed partial class StateWatch(PodRunners runners, PauseWatch pauses, ResourceNotificationService notifications, TimeProvider time, ILogger<StateWatch> logger)
{
    private readonly Dictionary<IResource, ResourceInstances> _instances = [];

    /// <summary>
    /// Watches until it is cancelled.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (runners.Find(update.Resource) is { } runner)
                {
                    pauses.Look(update, cancellationToken);
                    await HandleAsync(runner, update).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application has ended.
        }
    }

    private async Task HandleAsync(PodRunner runner, ResourceEvent update)
    {
        try
        {
            if (!_instances.TryGetValue(update.Resource, out var instances))
            {
                _instances.Add(update.Resource, instances = new());
            }

            // Between two states the orchestrator tells none.
            if (!string.IsNullOrEmpty(update.Snapshot.State?.Text) && instances.Update(Report(update)) is { } report)
            {
                runner.Post(new PodChange.Reported(update.Resource, report.Phase, report.ExitCode, time.GetUtcNow())
                {
                    ContainerIdentity = Identity(update.Snapshot),
                    IsHealthy = report.IsHealthy,
                    IsLastingFailure = report.IsLastingFailure,
                });
            }

            await CompleteAsync(runner.Pod.Find(update.Resource) ?? runner.Pod.Main, update).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One state that cannot be read must not end the watch for all pods.
            LogUnread(exception, update.Resource.Name);
        }
    }

    private static InstanceReport Report(ResourceEvent update)
    {
        var snapshot = update.Snapshot;
        var phase = MemberPhases.Of(snapshot.State?.Text);
        return new(update.ResourceId, phase, snapshot.ExitCode)
        {
            Instance = ContainerSnapshot.Id(snapshot) ?? ContainerSnapshot.Process(snapshot)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Started = snapshot.StartTimeStamp,
            Stopped = snapshot.StopTimeStamp,
            IsHealthy = snapshot.HealthStatus == HealthStatus.Healthy,
            IsLastingFailure = phase == MemberPhase.FailedToStart && snapshot.Properties.Any(property => property is { Name: SidecarProperties.Failure, Value: not null }),
        };
    }

    /// <summary>
    /// What tells one life of a container's namespaces from the next. The time of the last end is part of it: a restart by the engine changes neither id nor start.
    /// </summary>
    private static string? Identity(CustomResourceSnapshot snapshot) =>
        ContainerSnapshot.Id(snapshot) is { } id && MemberPhases.Of(snapshot.State?.Text) == MemberPhase.Running
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}@{snapshot.StopTimeStamp?.Ticks ?? 0}")
            : null;

    private async Task CompleteAsync(PodMember member, ResourceEvent update)
    {
        if (!ReferenceEquals(MemberDisplay.Complete(member, update.Snapshot), update.Snapshot))
        {
            await notifications.PublishUpdateAsync(update.Resource, update.ResourceId, snapshot => MemberDisplay.Complete(member, snapshot))
                .ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 24, Level = LogLevel.Error, Message = "A state of '{Resource}' could not be told to its pod.")]
    private partial void LogUnread(Exception exception, string resource);
}
