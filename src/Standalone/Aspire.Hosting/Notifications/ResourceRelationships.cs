using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The relationships of a resource, as a snapshot lists them.</summary>
internal static class ResourceRelationships
{
    private const string Parent = "Parent";

    public static ImmutableArray<RelationshipSnapshot> Of(IResource resource)
    {
        var parent = resource is IResourceWithParent child
            ? [new RelationshipSnapshot(child.Parent.Name, Parent)]
            : Enumerable.Empty<RelationshipSnapshot>();
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type));

        return [.. parent.Concat(declared)];
    }

    /// <summary>The resource under which this one is shown, if any.</summary>
    public static IResource? ParentOf(IResource resource)
        => resource is IResourceWithParent child
            ? child.Parent
            : resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .LastOrDefault(relationship => relationship.Type == Parent)?.Resource;
}
