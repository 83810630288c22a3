using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Raised before each start of a resource. The start goes on when every handler has completed.</summary>
/// <param name="resource">The resource the event is about.</param>
/// <param name="services">The services of the application.</param>
public class BeforeResourceStartedEvent(IResource resource, IServiceProvider services) : IDistributedApplicationResourceEvent
{
    /// <inheritdoc />
    public IResource Resource { get; } = resource;

    /// <inheritdoc />
    public IServiceProvider Services { get; } = services;

    /// <summary>The instance that starts, or null when all instances of the resource are meant.</summary>
    internal string? InstanceId { get; init; }
}
