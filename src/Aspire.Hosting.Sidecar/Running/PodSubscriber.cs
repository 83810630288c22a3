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

        var resources = started.Model.Resources;
        var engine = started.Services.GetRequiredService<ContainerEngine>();
        if (executionContext.IsRunMode && resources.Any(resource => resource.IsContainer()))
        {
            await engine.ChooseAsync(cancellationToken).ConfigureAwait(false);
        }

        var hasHostNetwork = !executionContext.IsRunMode || !resources.Any(PodPlanner.AsksForHostNetwork)
            || await engine.HasHostNetworkAsync(cancellationToken).ConfigureAwait(false);
        var result = PodPlanner.Plan(resources, new(executionContext.IsRunMode, hasHostNetwork));
        Action<string> warn = executionContext.IsRunMode ? LogWarning : started.Services.GetRequiredService<PublishReport>().Warn;
        foreach (var warning in result.Warnings)
        {
            warn(warning);
        }

        result.ThrowIfInvalid();
        if (executionContext.IsRunMode)
        {
            var applier = started.Services.GetRequiredService<RunApplier>();
            NamespaceApplier.ApplyLimits(resources);
            foreach (var pod in result.Pods)
            {
                applier.Apply(pod);
                ImageCommand.Offer(pod);
            }

            coordinator.Watch(result.Pods);
            if (result.Pods.Any(pod => pod.Members.Any(member => member.IsContainer)))
            {
                // What an earlier run has left behind is in nobody's way.
                _ = Task.Run(() => started.Services.GetRequiredService<Leftovers>().SweepAsync(CancellationToken.None), CancellationToken.None);
            }
        }
        else
        {
            PodPublishing.Publish(started.Model, result.Pods, started.Services);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
