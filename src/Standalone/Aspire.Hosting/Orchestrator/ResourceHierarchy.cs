using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Raises events for a resource and for the children that share its life: a database in a server has no process of its own.</summary>
internal sealed class ResourceHierarchy(DistributedApplicationModel model, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    public async Task PublishConnectionStringAvailableAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var member in WithDependentChildren(resource).OfType<IResourceWithConnectionString>())
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(member, services), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task PublishStoppedAsync(IResource resource, ResourceEvent state, CancellationToken cancellationToken)
    {
        foreach (var member in WithDependentChildren(resource))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(member, services, state), cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<IResource> WithDependentChildren(IResource resource)
        => model.Resources.OfType<IResourceWithParent>()
            .Where(child => ReferenceEquals(child.Parent, resource) && !HasOwnLife(child))
            .ToArray()
            .SelectMany(WithDependentChildren)
            .Prepend(resource);

    private static bool HasOwnLife(IResource resource)
        => resource is ProjectResource or ExecutableResource or ParameterResource or ConnectionStringResource or ExternalServiceResource
            || resource.HasAnnotationOfType<ContainerImageAnnotation>();
}
