using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Pods of a workload.
/// </summary>
public sealed class PodTemplateSpecV1
{
    /// <summary>Gets or sets the labels.</summary>
    [YamlMember(Alias = "metadata")]
    public ObjectMetaV1 Metadata { get; set; } = new();

    /// <summary>Gets or sets the containers and volumes.</summary>
    [YamlMember(Alias = "spec")]
    public PodSpecV1 Spec { get; set; } = new();
}
