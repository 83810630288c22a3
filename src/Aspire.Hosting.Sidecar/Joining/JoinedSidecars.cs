using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// All joined sidecars of the application: makes them known to Aspire, and finds one by its resource.
/// </summary>
internal sealed partial class JoinedSidecars(
    DistributedApplicationModel model,
    JoinedStarter starter,
    JoinedLog log,
    IContainerEngine engine,
    Leftovers leftovers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider time,
    ILogger<JoinedSidecars> logger) : IDisposable
{
    private readonly Dictionary<IResource, JoinedSidecar> _sidecars = [];
    private readonly ResourceChildren _children = new(model);

    public JoinedSidecar? Find(IResource resource) => _sidecars.GetValueOrDefault(resource);

    /// <summary>
    /// Adds what the application sees of the joined sidecars of a pod: commands on each, names and references on the main.
    /// </summary>
    public void Apply(PodPlan pod)
    {
        JoinedSidecar[] joined = [.. pod.Sidecars.Where(sidecar => sidecar.IsJoined).Select(member => Create(pod, member))];
        if (joined.Length == 0)
        {
            return;
        }

        var main = pod.Main.Resource;
        foreach (var sidecar in joined)
        {
            _sidecars.Add(sidecar.Resource, sidecar);
            JoinedCommands.Add(sidecar);
            if (pod.Main.IsContainer)
            {
                AddAliases(main, sidecar.Resource);
            }
        }

        if (pod.Main.IsContainer)
        {
            DonorReferences.Lend(main, joined, model, logger);
        }

        eventing.Subscribe<ResourceEndpointsAllocatedEvent>(main, async (_, cancellationToken) =>
        {
            foreach (var sidecar in joined)
            {
                await BeginAsync(sidecar, cancellationToken).ConfigureAwait(false);
            }
        });
    }

    /// <summary>
    /// Called when all that is done before the start has been done, and the orchestrator is about to prepare.
    /// </summary>
    public void OpenWindow()
    {
        if (_sidecars.Count > 0)
        {
            PreparingWindow.Open(_sidecars.Values, eventing);
        }
    }

    /// <summary>
    /// Stops sidecars side by side, with one call of the engine: the application ends.
    /// </summary>
    public async Task EndAsync(IReadOnlyCollection<JoinedSidecar> sidecars, TimeSpan grace, CancellationToken cancellationToken)
    {
        string[] containers = [.. (await Task.WhenAll(sidecars.Select(sidecar => sidecar.BeginEndAsync(cancellationToken))).ConfigureAwait(false)).OfType<string>()];
        if (containers.Length > 0)
        {
            await ManyContainers.RunAsync(engine, ["stop", "--time", EngineStop.Seconds(grace)], containers, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(sidecars.Select(sidecar => sidecar.EndedAsync(cancellationToken))).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Removes the containers that are still there, with one call: the application has ended.
    /// </summary>
    public async Task RemoveAllAsync(CancellationToken cancellationToken)
    {
        var left = _sidecars.Values.Where(sidecar => !sidecar.Member.IsPersistent)
            .Select(sidecar => (sidecar.ContainerName, Container: sidecar.Abandon())).Where(sidecar => sidecar.Container is not null).ToImmutableArray();
        if (!left.IsEmpty)
        {
            await ManyContainers.RunAsync(engine, ["rm", "--force", "--volumes"], [.. left.Select(sidecar => sidecar.Container!)], cancellationToken).ConfigureAwait(false);
            leftovers.Forget(Leftovers.Container, left.Select(sidecar => sidecar.ContainerName));
        }
    }

    public void Dispose()
    {
        foreach (var sidecar in _sidecars.Values)
        {
            sidecar.Dispose();
        }
    }

    private JoinedSidecar Create(PodPlan pod, PodMember member)
    {
        var logger = loggers.GetLogger(member.Resource);
        var state = new JoinedState(member.Resource, _children.Of(member.Resource), notifications, eventing, services, logger, time);
        return new(pod, member, state, starter, engine, log, logger);
    }

    /// <summary>The main answers to the names of those who live in its network.</summary>
    private static void AddAliases(IResource main, IResource sidecar)
    {
        ContainerNetworkAliasAnnotation[] aliases = [new(sidecar.Name), new($"{sidecar.Name}.dev.internal"), .. sidecar.Annotations.OfType<ContainerNetworkAliasAnnotation>()];
        foreach (var alias in aliases)
        {
            main.Annotations.Add(alias);
        }
    }

    /// <summary>
    /// The endpoints of the main, and with them those of the sidecar, have addresses: what the orchestrator does then for its own resources.
    /// </summary>
    private async Task BeginAsync(JoinedSidecar sidecar, CancellationToken cancellationToken)
    {
        var resource = sidecar.Resource;
        if (notifications.TryGetCurrentState(resource.Name, out var known))
        {
            sidecar.ContainerName = known.ResourceId;
        }

        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Count(command => command.Name == KnownResourceCommands.StartCommand) > 1)
        {
            await sidecar.State.ShowFailedToStartAsync(SidecarDiagnostics.OrchestratorTookSidecar(resource.Name, AspireVersion())).ConfigureAwait(false);
            return;
        }

        await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken).ConfigureAwait(false);
        if (resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
        {
            await sidecar.State.ShowAsync(new ResourceStateSnapshot(KnownResourceStates.NotStarted, null)).ConfigureAwait(false);
            return;
        }

        // The orchestrator publishes the event before it creates anything, and must not wait for a sidecar that waits for what it creates.
        _ = Task.Run(() => sidecar.StartAsync(isNewImageWanted: false, CancellationToken.None), CancellationToken.None);
    }

    private static string AspireVersion() => typeof(DistributedApplication).Assembly.GetName().Version?.ToString() ?? "";
}
