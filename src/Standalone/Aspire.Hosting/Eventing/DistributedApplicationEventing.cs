using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <inheritdoc cref="IDistributedApplicationEventing" />
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableList<DistributedApplicationEventSubscription>> _subscriptions = new();

    /// <summary>Told of what a handler throws when the publisher does not wait; without it such an exception would be seen by nobody.</summary>
    internal Action<Type, Exception>? UnobservedFailure { get; set; }

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfNotConcrete(typeof(T));

        return Add(typeof(T), new DistributedApplicationEventSubscription((@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfNotConcrete(typeof(T));

        return Add(typeof(T), new DistributedApplicationResourceEventSubscription(
            resource,
            (@event, cancellationToken) => ReferenceEquals(@event.Resource, resource) ? callback((T)@event, cancellationToken) : Task.CompletedTask));
    }

    /// <inheritdoc />
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);

        foreach (var type in _subscriptions.Keys)
        {
            _subscriptions.AddOrUpdate(type, [], (_, list) => list.Remove(subscription));
        }
    }

    /// <inheritdoc />
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
        => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc />
    public async Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        if (!_subscriptions.TryGetValue(typeof(T), out var handlers) || handlers.IsEmpty)
        {
            return;
        }

        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingConcurrent:
                await CallAllAsync(handlers, @event, cancellationToken).ConfigureAwait(false);
                break;
            case EventDispatchBehavior.NonBlockingConcurrent:
                _ = ObserveAsync(typeof(T), () => CallAllAsync(handlers, @event, cancellationToken));
                break;
            case EventDispatchBehavior.NonBlockingSequential:
                _ = ObserveAsync(typeof(T), () => CallInOrderAsync(handlers, @event, cancellationToken));
                break;
            default:
                await CallInOrderAsync(handlers, @event, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static async Task CallInOrderAsync(
        ImmutableList<DistributedApplicationEventSubscription> handlers,
        IDistributedApplicationEvent @event,
        CancellationToken cancellationToken)
    {
        foreach (var handler in handlers)
        {
            await handler.Callback(@event, cancellationToken).ConfigureAwait(false);
        }
    }

    // A handler may throw before its first await; wrapped in an async method that failure does not keep the next handler from being called.
    private static Task CallAllAsync(
        ImmutableList<DistributedApplicationEventSubscription> handlers,
        IDistributedApplicationEvent @event,
        CancellationToken cancellationToken)
    {
        return Task.WhenAll([.. handlers.Select(CallAsync)]);

        async Task CallAsync(DistributedApplicationEventSubscription handler)
            => await handler.Callback(@event, cancellationToken).ConfigureAwait(false);
    }

    private async Task ObserveAsync(Type eventType, Func<Task> dispatch)
    {
        try
        {
            await Task.Run(dispatch).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Handlers are user code: any exception has to reach the observer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            UnobservedFailure?.Invoke(eventType, exception);
        }
    }

    private DistributedApplicationEventSubscription Add(Type eventType, DistributedApplicationEventSubscription subscription)
    {
        _subscriptions.AddOrUpdate(eventType, [subscription], (_, list) => list.Add(subscription));

        return subscription;
    }

    private static void ThrowIfNotConcrete(Type eventType)
    {
        if (eventType.IsInterface || eventType.IsAbstract)
        {
            throw new ArgumentException($"Cannot subscribe to interface or abstract type '{eventType.Name}'. Subscribe to a concrete event type instead.");
        }
    }
}
