namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Says on a main resource that another resource is attached to it as a member of its pod.
/// </summary>
/// <param name="name">The short name of the member, unique in the pod. See <see cref="Name"/>.</param>
/// <param name="resource">The attached resource.</param>
/// <param name="isInitContainer"><see langword="true"/> if the member runs to completion before the main starts.</param>
public sealed class SidecarAnnotation(string name, IResource resource, bool isInitContainer) : IResourceAnnotation
{
    /// <summary>
    /// Gets the short name: the one used in variables (<c>SIDECAR_{NAME}_{ENDPOINT}</c>), volumes and pods.
    /// </summary>
    public string Name { get; } = name;

    /// <summary>
    /// Gets the attached resource.
    /// </summary>
    public IResource Resource { get; } = resource;

    /// <summary>
    /// Gets a value indicating whether the member is an init container.
    /// </summary>
    public bool IsInitContainer { get; } = isInitContainer;
}
