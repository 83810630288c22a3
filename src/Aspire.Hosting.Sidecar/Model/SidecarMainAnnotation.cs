namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Says on a sidecar or init container which main resource it is attached to.
/// </summary>
/// <param name="name">The short name of the member in the main's pod.</param>
/// <param name="main">The main resource.</param>
public sealed class SidecarMainAnnotation(string name, IResource main) : IResourceAnnotation
{
    /// <summary>
    /// Gets the short name of the member in the main's pod.
    /// </summary>
    public string Name { get; } = name;

    /// <summary>
    /// Gets the main resource.
    /// </summary>
    public IResource Main { get; } = main;
}
