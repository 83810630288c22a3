using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting;

/// <summary>Subscribes to the events of an application or of a resource while it is being built.</summary>
public static class DistributedApplicationEventingExtensions
{
    /// <summary>Calls <paramref name="callback"/> once before anything starts.</summary>
    /// <typeparam name="T">The type of the application builder.</typeparam>
    /// <param name="builder">The application builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static T OnBeforeStart<T>(this T builder, Func<BeforeStartEvent, CancellationToken, Task> callback)
        where T : IDistributedApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Eventing.Subscribe(callback);

        return builder;
    }

    /// <summary>Calls <paramref name="callback"/> before each start of the resource.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
        where T : IResource
        => SubscribeToResource(builder, callback);

    /// <summary>Calls <paramref name="callback"/> when the connection string of the resource can be read.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(this IResourceBuilder<T> builder, Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback)
        where T : IResourceWithConnectionString
        => SubscribeToResource(builder, callback);

    /// <summary>Calls <paramref name="callback"/> when the application starts.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnInitializeResource<T>(this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback)
        where T : IResource
        => SubscribeToResource(builder, callback);

    /// <summary>Calls <paramref name="callback"/> when every endpoint of the resource has an address.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnResourceEndpointsAllocated<T>(this IResourceBuilder<T> builder, Func<T, ResourceEndpointsAllocatedEvent, CancellationToken, Task> callback)
        where T : IResourceWithEndpoints
        => SubscribeToResource(builder, callback);

    /// <summary>Calls <paramref name="callback"/> when the resource runs and is healthy.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnResourceReady<T>(this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource
        => SubscribeToResource(builder, callback);

    /// <summary>Calls <paramref name="callback"/> each time the resource has ended.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource builder.</param>
    /// <param name="callback">The handler.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static IResourceBuilder<T> OnResourceStopped<T>(this IResourceBuilder<T> builder, Func<T, ResourceStoppedEvent, CancellationToken, Task> callback)
        where T : IResource
        => SubscribeToResource(builder, callback);

    private static IResourceBuilder<TResource> SubscribeToResource<TResource, TEvent>(
        IResourceBuilder<TResource> builder,
        Func<TResource, TEvent, CancellationToken, Task> callback)
        where TResource : IResource
        where TEvent : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);

        builder.ApplicationBuilder.Eventing.Subscribe<TEvent>(
            builder.Resource,
            (@event, cancellationToken) => callback(builder.Resource, @event, cancellationToken));

        return builder;
    }
}
