using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Publishes the first state of every resource, and lets each initialize itself.</summary>
internal sealed class InitialStates(OrchestratorServices services)
{
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in services.Model.Resources.ToArray())
        {
            await services.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                CreationTimeStamp = snapshot.CreationTimeStamp ?? services.TimeProvider.GetUtcNow().UtcDateTime,
                Relationships = ResourceRelationships.Of(resource),
                Urls = services.Urls.Snapshot(resource, isActive: false),
                Properties = ResourceRelationships.ParentOf(resource) is { } parent
                    ? snapshot.Properties.SetProperty(SnapshotProperties.ParentName, parent.GetResolvedResourceNames()[0])
                    : snapshot.Properties,
                HealthReports = HealthReports(resource),
            }).ConfigureAwait(false);

            await services.Eventing.PublishAsync(
                new InitializeResourceEvent(resource, services.Eventing, services.Loggers, services.Notifications, services.Provider),
                EventDispatchBehavior.NonBlockingConcurrent,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The health checks of a resource before they have run.</summary>
    public static ImmutableArray<HealthReportSnapshot> HealthReports(IResource resource)
        => resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var checks)
            ? [.. checks.Select(check => check.Key).Distinct().Select(key => new HealthReportSnapshot(key, null, null, null))]
            : [];
}
