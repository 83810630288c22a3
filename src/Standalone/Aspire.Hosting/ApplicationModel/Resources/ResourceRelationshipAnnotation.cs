namespace Aspire.Hosting.ApplicationModel;

/// <summary>Relates a resource to another one, for display.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">The kind of relationship, for example <c>Reference</c>, <c>WaitFor</c> or <c>Parent</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>Gets the other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Gets the kind of relationship.</summary>
    public string Type { get; } = type ?? throw new ArgumentNullException(nameof(type));
}
