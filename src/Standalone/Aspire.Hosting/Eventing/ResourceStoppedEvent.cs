using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Raised when a resource that had been started has ended.</summary>
/// <param name="resource">The resource the event is about.</param>
/// <param name="services">The services of the application.</param>
/// <param name="resourceEvent">The state in which the resource ended.</param>
public class ResourceStoppedEvent(IResource resource, IServiceProvider services, ResourceEvent resourceEvent) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc />
    public IResource Resource { get; } = resource;

    /// <inheritdoc />
    public IServiceProvider Services { get; } = services;

    /// <summary>The state in which the resource ended.</summary>
    public ResourceEvent ResourceEvent { get; } = resourceEvent;
}
