using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Containers.Files;
using Aspire.Hosting.Containers.Network;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Containers;

/// <summary>Runs containers.</summary>
internal sealed class ContainerRunner(
    ContainerSession session,
    ImageBuilder images,
    ContainerSpecFactory specs,
    HostAccess hostAccess,
    OrchestratorServices services) : IResourceRunner
{
    private readonly ConcurrentDictionary<string, ContainerWatch> _watches = new(StringComparer.OrdinalIgnoreCase);

    public string EndState => KnownResourceStates.Exited;

    public bool CanRun(IResource resource) => resource.IsContainer();

    public async Task<IRunningResource> StartAsync(ResourceStart start, CancellationToken cancellationToken)
    {
        var open = await session.GetAsync(cancellationToken).ConfigureAwait(false);
        await images.BuildAsync(start, open.Engine, cancellationToken).ConfigureAwait(false);
        await hostAccess.OpenAsync(start.Resource, open.Network, cancellationToken).ConfigureAwait(false);
        var spec = await specs.CreateAsync(start, open.Network.State.Id, hostAccess.HostEntry(open.Network), cancellationToken).ConfigureAwait(false);
        await start.PublishAsync(snapshot => ContainerSnapshot.Describe(snapshot, start.Resource, spec)).ConfigureAwait(false);
        if (_watches.TryRemove(start.Instance.Id, out var previous))
        {
            open.Events.Remove(previous);
            previous.Abandon();
        }

        var isPersistent = start.Resource.IsPersistentContainer();
        spec = spec with { Labels = Labels(start, spec, isPersistent) };
        var id = await FindReusableAsync(spec, open.Engine, isPersistent, previous, cancellationToken).ConfigureAwait(false)
            ?? await CreateAsync(start, spec, open, previous, cancellationToken).ConfigureAwait(false);

        return await LaunchAsync(start, id, isPersistent, open, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync() => session.CloseAsync();

    private ImmutableArray<KeyValuePair<string, string>> Labels(ResourceStart start, ContainerSpec spec, bool isPersistent)
    {
        var labels = session.Labels(isPersistent).Add(new(EngineLabels.Name, start.Instance.Id));

        return isPersistent ? labels.Add(new(EngineLabels.LifecycleKey, LifecycleKey.Of(spec))) : labels;
    }

    // A container of an earlier run is kept as it is. One of this run that is started again is made anew, as any other.
    private static async Task<string?> FindReusableAsync(
        ContainerSpec spec, IContainerEngine engine, bool isPersistent, ContainerWatch? previous, CancellationToken cancellationToken)
    {
        if (!isPersistent || previous is not null || await engine.InspectAsync(spec.Name, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        if (spec.Labels.Contains(new(EngineLabels.LifecycleKey, found.LifecycleKey)))
        {
            return found.Id;
        }

        if (found.LifecycleKey.Length > 0)
        {
            await engine.RemoveAsync(spec.Name, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<string> CreateAsync(
        ResourceStart start, ContainerSpec spec, OpenContainerSession open, ContainerWatch? previous, CancellationToken cancellationToken)
    {
        if (previous is not null)
        {
            await open.Engine.RemoveAsync(previous.ContainerId, cancellationToken).ConfigureAwait(false);
        }

        if (start.Resource.HasAnnotationOfType<ContainerNameAnnotation>())
        {
            // A run that was killed may have left a container of that name.
            await open.Harvest.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var id = "";
        try
        {
            id = await open.Engine.CreateAsync(spec, line => start.OnOutput(line, isError: false), cancellationToken).ConfigureAwait(false);
            await CopyFilesAsync(start, id, open.Engine, cancellationToken).ConfigureAwait(false);

            return id;
        }
        catch (EngineException exception)
        {
            await RemoveAsync().ConfigureAwait(false);
            throw new ResourceStartException($"The container of resource '{start.Resource.Name}' could not be created: {exception.Message}", exception);
        }
        catch (OperationCanceledException)
        {
            // The engine may have gone on without its client.
            id = spec.Name;
            await RemoveAsync().ConfigureAwait(false);
            throw;
        }

        Task RemoveAsync() => id.Length == 0 ? Task.CompletedTask : open.Engine.RemoveAsync(id, CancellationToken.None);
    }

    private async Task CopyFilesAsync(ResourceStart start, string id, IContainerEngine engine, CancellationToken cancellationToken)
    {
        var context = new ContainerFileSystemCallbackContext { Services = services.Provider, Model = start.Resource };
        foreach (var annotation in start.Resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ToArray())
        {
            var items = await annotation.Callback(context, cancellationToken).ConfigureAwait(false);
            var archive = await new ContainerFileArchive(start.Logger, start.TimeProvider).PackAsync(annotation, items, cancellationToken).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                await engine.CopyAsync(id, archive, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<IRunningResource> LaunchAsync(
        ResourceStart start, string id, bool isPersistent, OpenContainerSession open, CancellationToken cancellationToken)
    {
        var watch = new ContainerWatch(id, open.Engine, start, isKept: () => isPersistent && services.IsShuttingDown);
        _watches[start.Instance.Id] = watch;
        open.Events.Add(watch);
        try
        {
            await open.Engine.StartAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception)
        {
            watch.Abandon();
            throw new ResourceStartException($"The container of resource '{start.Resource.Name}' could not be started: {exception.Message}", exception);
        }
        catch (OperationCanceledException)
        {
            watch.Abandon();
            await open.Engine.RemoveAsync(id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return watch.Begin();
    }
}
