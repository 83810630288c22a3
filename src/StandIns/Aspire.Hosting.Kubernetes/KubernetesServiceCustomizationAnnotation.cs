using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>
/// Changes the objects of a resource before they are written.
/// </summary>
/// <param name="configure">Changes the objects.</param>
public sealed class KubernetesServiceCustomizationAnnotation(Action<KubernetesResource> configure) : IResourceAnnotation
{
    /// <summary>Gets what changes the objects.</summary>
    public Action<KubernetesResource> Configure { get; } = configure;
}
