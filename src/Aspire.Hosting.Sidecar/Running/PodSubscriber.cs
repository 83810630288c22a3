using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Acts once the model is complete: injects, plans, reports all that is wrong, applies the plans and hands the pods to the coordinator.
/// </summary>
internal sealed partial class PodSubscriber(
    PodCoordinator coordinator, IEnumerable<SidecarInjection> injections, ILogger<PodSubscriber> logger) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((started, token) => OnBeforeStartAsync(started, executionContext, token));
        return Task.CompletedTask;
    }

    private async Task OnBeforeStartAsync(BeforeStartEvent started, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        foreach (var injection in injections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            injection.Apply(started.Model.Resources);
        }

        if (!executionContext.IsRunMode)
        {
            PodPublishing.Prepare(started.Model);
        }

        var engine = started.Services.GetRequiredService<EngineCommand>();
        if (executionContext.IsRunMode && started.Model.Resources.Any(resource => resource.IsContainer()))
        {
            await engine.ChooseAsync(cancellationToken).ConfigureAwait(false);
        }

        var hasHostNetwork = !executionContext.IsRunMode || !started.Model.Resources.Any(PodPlanner.AsksForHostNetwork)
            || await engine.HasHostNetworkAsync(cancellationToken).ConfigureAwait(false);
        var result = PodPlanner.Plan(started.Model.Resources, new(executionContext.IsRunMode, hasHostNetwork));
        foreach (var warning in result.Warnings)
        {
            LogWarning(warning);
        }

        result.ThrowIfInvalid();
        if (executionContext.IsRunMode)
        {
            var applier = started.Services.GetRequiredService<RunApplier>();
            NamespaceApplier.ApplyLimits(started.Model.Resources);
            var pods = result.Pods.Select(pod => applier.Apply(pod, started.Model.Resources)).ToImmutableArray();
            coordinator.Watch(pods);
        }
        else
        {
            PodPublishing.Publish(started.Model, result.Pods, started.Services);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
