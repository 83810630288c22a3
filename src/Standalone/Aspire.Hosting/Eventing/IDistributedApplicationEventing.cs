using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>The events of a distributed application: who raises them and who handles them.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Calls <paramref name="callback"/> for each event of type <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The type of the event, a concrete one.</typeparam>
    /// <param name="callback">The handler.</param>
    /// <returns>The handle to unsubscribe with.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Calls <paramref name="callback"/> for each event of type <typeparamref name="T"/> about one resource.</summary>
    /// <typeparam name="T">The type of the event, a concrete one.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The handle to unsubscribe with.</returns>
    DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent;

    /// <summary>Ends a subscription. A subscription that is not known is ignored.</summary>
    /// <param name="subscription">The handle that subscribing returned.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Raises an event, one handler after the other, and waits for them.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Passed to the handlers.</param>
    /// <returns>Completes when the last handler has.</returns>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;

    /// <summary>Raises an event.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="dispatchBehavior">How the handlers are called.</param>
    /// <param name="cancellationToken">Passed to the handlers.</param>
    /// <returns>Completes when the handlers have, or at once for the non-blocking behaviours.</returns>
    Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}
