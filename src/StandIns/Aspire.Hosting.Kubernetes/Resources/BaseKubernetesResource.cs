using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What has a name and labels.
/// </summary>
/// <param name="apiVersion">The version of its kind.</param>
/// <param name="kind">Its kind.</param>
public abstract class BaseKubernetesResource(string apiVersion, string kind) : BaseKubernetesObject(apiVersion, kind)
{
    /// <summary>Gets or sets the name and labels.</summary>
    [YamlMember(Alias = "metadata", Order = -1)]
    public ObjectMetaV1 Metadata { get; set; } = new();
}
