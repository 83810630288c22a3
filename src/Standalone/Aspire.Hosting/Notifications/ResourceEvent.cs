namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of the state of a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">The id of the instance of the resource.</param>
/// <param name="snapshot">The new state.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The id of the instance of the resource: its name, or its name with a suffix.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The new state.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
