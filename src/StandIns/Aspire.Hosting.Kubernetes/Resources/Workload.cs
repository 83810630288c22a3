using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What runs pods.
/// </summary>
/// <param name="apiVersion">The version of its kind.</param>
/// <param name="kind">Its kind.</param>
public abstract class Workload(string apiVersion, string kind) : BaseKubernetesResource(apiVersion, kind)
{
    /// <summary>Gets the pods.</summary>
    [YamlIgnore]
    public abstract PodTemplateSpecV1 PodTemplate { get; }
}
