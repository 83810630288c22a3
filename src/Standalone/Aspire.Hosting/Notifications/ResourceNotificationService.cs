using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the states of all resources: publishes changes, tells them to watchers, and waits for them.</summary>
public partial class ResourceNotificationService : IDisposable
{
    // By instance id. Ids differ in case only when a library is careless about it; the state is one either way.
    private readonly ConcurrentDictionary<string, ResourceState> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _disposing = new();
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly IServiceProvider _services;
    private readonly ResourceLoggerService _loggers;
    private ImmutableList<ChannelWriter<ResourceEvent>> _watchers = [];

    /// <summary>Creates the service.</summary>
    /// <param name="logger">The log of the service itself.</param>
    /// <param name="hostApplicationLifetime">Not used any more.</param>
    /// <param name="serviceProvider">The services of the application, handed to command state callbacks.</param>
    /// <param name="resourceLoggerService">The logs of the resources, where waits are reported.</param>
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger,
        IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider,
        ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);

        _logger = logger;
        _services = serviceProvider;
        _loggers = resourceLoggerService;
        DefaultWaitBehavior = serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior
            ?? WaitBehavior.StopOnResourceUnavailable;
    }

    /// <summary>Raised with each change, before watchers see it, in the order of the changes.</summary>
    internal event Action<ResourceEvent>? Updated;

    internal WaitBehavior DefaultWaitBehavior { get; set; }

    /// <summary>Publishes a change of every instance of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new state from the current one. A state that says the same is not published.</param>
    /// <returns>Completes when the change is published.</returns>
    public async Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);

        foreach (var resourceId in resource.GetResolvedResourceNames())
        {
            await PublishUpdateAsync(resource, resourceId, stateFactory).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes a change of one instance of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">The id of the instance.</param>
    /// <param name="stateFactory">Makes the new state from the current one. A state that says the same is not published.</param>
    /// <returns>Completes when the change is published.</returns>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(stateFactory);

        var state = _states.GetOrAdd(resourceId, id => new ResourceState(resource, id));
        if (!ReferenceEquals(state.Resource, resource))
        {
            throw new InvalidOperationException($"Resource instance doesn't match resource previously registered with specified resource id '{resourceId}'.");
        }

        lock (state.Gate)
        {
            var previous = state.Current;
            var next = SnapshotDecorator.Decorate(resource, stateFactory(previous), _services);
            if (state.Last is { } last && SnapshotContent.Equal(last, next))
            {
                return Task.CompletedTask;
            }

            var resourceEvent = state.Advance(next);
            Updated?.Invoke(resourceEvent);
            foreach (var watcher in _watchers)
            {
                watcher.TryWrite(resourceEvent);
            }

            if (next.State?.Text is { Length: > 0 } text && text != previous.State?.Text)
            {
                LogStateChanged(resource.Name, resourceId, previous.State?.Text ?? "(none)", text);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The current state of a resource.</summary>
    /// <param name="resourceId">The id of the instance, or the name of a resource that has only one.</param>
    /// <param name="resourceEvent">The state.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        ArgumentNullException.ThrowIfNull(resourceId);

        if (_states.TryGetValue(resourceId, out var state) && state.TryGetEvent(out resourceEvent))
        {
            return true;
        }

        var byName = _states.Values
            .Where(candidate => string.Equals(candidate.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase))
            .Take(2)
            .ToArray();
        resourceEvent = null;

        return byName.Length == 1 && byName[0].TryGetEvent(out resourceEvent);
    }

    /// <summary>Follows the states of all resources: first the current ones, then every change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The states.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        ImmutableInterlocked.Update(ref _watchers, (watchers, writer) => watchers.Add(writer), channel.Writer);
        try
        {
            // A change between the subscription and the replay is in both: what the replay has shown is skipped in the channel.
            var replayed = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            foreach (var state in _states.Values)
            {
                if (state.TryGetEvent(out var current))
                {
                    replayed[current.ResourceId] = current.Snapshot.Version;
                    yield return current;
                }
            }

            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!replayed.TryGetValue(change.ResourceId, out var version) || change.Snapshot.Version > version)
                {
                    yield return change;
                }
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _watchers, (watchers, writer) => watchers.Remove(writer), channel.Writer);
        }
    }

    /// <summary>Ends all waits.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    [LoggerMessage(1, LogLevel.Debug, "Resource {ResourceName}/{ResourceId} changed state: {PreviousState} -> {NewState}")]
    private partial void LogStateChanged(string resourceName, string resourceId, string previousState, string newState);
}
