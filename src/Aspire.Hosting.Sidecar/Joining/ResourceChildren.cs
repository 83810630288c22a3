using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// What lives in other resources and has no life of its own, such as a database in its server. The model is looked through once, when it is complete.
/// </summary>
internal sealed class ResourceChildren(DistributedApplicationModel model)
{
    private readonly Lazy<ILookup<IResource, IResource>> _byParent = new(() => model.Resources
        .Where(child => child is IResourceWithParent && !HasOwnLife(child))
        .ToLookup(child => ((IResourceWithParent)child).Parent, child => child));

    /// <summary>The children of a resource, and theirs.</summary>
    public ImmutableArray<IResource> Of(IResource parent) => [.. _byParent.Value[parent].SelectMany(child => (IEnumerable<IResource>)[child, .. Of(child)])];

    private static bool HasOwnLife(IResource resource) =>
        resource.IsContainer() || resource is ProjectResource or ExecutableResource or ParameterResource or ConnectionStringResource or ExternalServiceResource;
}
