using System.Collections.Frozen;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator.Endpoints;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Runs the resources of the application model in this process.</summary>
internal sealed class ApplicationOrchestrator(
    OrchestratorServices services,
    EndpointAllocator endpoints,
    IEnumerable<IResourceRunner> runners) : IAsyncDisposable
{
    private FrozenDictionary<string, (ResourceController Resource, InstanceController Instance)> _instances =
        FrozenDictionary<string, (ResourceController, InstanceController)>.Empty;

    private ResourceController[] _controllers = [];
    private Task? _stopped;

    /// <summary>Starts everything. Completes when the start of every resource has succeeded or failed, waits included.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        services.StopAll = StopAllAsync;
        _controllers = [.. CreateControllers()];
        _instances = _controllers
            .SelectMany(resource => resource.Instances.Select(instance => (Resource: resource, Instance: instance)))
            .ToFrozenDictionary(pair => pair.Instance.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var controller in _controllers)
        {
            LifecycleCommands.AddTo(controller.Resource, this);
        }

        Subscribe();
        await new ParameterStates(services).PublishAsync(cancellationToken).ConfigureAwait(false);
        await new InitialStates(services).PublishAsync(cancellationToken).ConfigureAwait(false);
        endpoints.Allocate(_controllers.Select(controller => controller.Resource));
        foreach (var controller in _controllers)
        {
            await services.Eventing.PublishAsync(
                new ResourceEndpointsAllocatedEvent(controller.Resource, services.Provider), cancellationToken).ConfigureAwait(false);
        }

        await Task.WhenAll(_controllers.Select(controller => Task.Run(
            () => controller.StartWithApplicationAsync(cancellationToken), cancellationToken))).ConfigureAwait(false);
        await services.Eventing.PublishAsync(new AfterResourcesCreatedEvent(services.Provider, services.Model), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts an instance. One that runs is stopped first, one that waits stops waiting.</summary>
    public Task StartAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (resource, instance) = Find(instanceId);

        return resource.StartAsync(instance, cancellationToken);
    }

    /// <summary>Stops an instance, also one that still waits to be started.</summary>
    public Task StopAsync(string instanceId, CancellationToken cancellationToken)
        => Find(instanceId).Instance.StopAsync(services.StopGrace, cancellationToken);

    /// <summary>Stops an instance and starts it again.</summary>
    public async Task RestartAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken).ConfigureAwait(false);
        await StartAsync(instanceId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends everything that runs, all at once.</summary>
    public Task StopAllAsync() => _stopped ??= StopAllCoreAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync().ConfigureAwait(false);
        foreach (var controller in _controllers)
        {
            controller.Dispose();
        }
    }

    private async Task StopAllCoreAsync()
    {
        await services.BeginShutdownAsync().ConfigureAwait(false);
        await Task.WhenAll(_instances.Values.Select(
            pair => pair.Instance.StopAsync(services.StopGrace, CancellationToken.None))).ConfigureAwait(false);
        await Task.WhenAll(runners.Select(runner => runner.StopAsync())).ConfigureAwait(false);
        await endpoints.DisposeAsync().ConfigureAwait(false);
    }

    private IEnumerable<ResourceController> CreateControllers()
        => from resource in services.Model.Resources
           let runner = runners.FirstOrDefault(candidate => candidate.CanRun(resource))
           where runner is not null
           select new ResourceController(resource, runner, services);

    private void Subscribe()
    {
        services.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>(async (@event, cancellationToken) =>
        {
            await services.Urls.ProcessAsync(@event.Resource, cancellationToken).ConfigureAwait(false);
            await services.Notifications.PublishUpdateAsync(
                @event.Resource,
                snapshot => snapshot with { Urls = services.Urls.Snapshot(@event.Resource, snapshot.State?.Text == KnownResourceStates.Running) }).ConfigureAwait(false);
        });
        services.Eventing.Subscribe<ConnectionStringAvailableEvent>(async (@event, cancellationToken) =>
        {
            if (@event.Resource is IResourceWithConnectionString resource)
            {
                var value = await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
                await services.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
                {
                    Properties = snapshot.Properties.SetProperty(SnapshotProperties.ConnectionString, value, isSensitive: true),
                }).ConfigureAwait(false);
            }
        });
        services.Eventing.Subscribe<BeforeResourceStartedEvent>(new DependencyWaits(services.Notifications).OnBeforeResourceStarted);
    }

    private (ResourceController Resource, InstanceController Instance) Find(string instanceId)
        => _instances.TryGetValue(instanceId, out var found)
            ? found
            : throw new InvalidOperationException($"Resource '{instanceId}' not found.");
}
