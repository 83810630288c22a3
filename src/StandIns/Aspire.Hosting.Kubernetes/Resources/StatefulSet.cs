using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Pods that keep their names.
/// </summary>
public sealed class StatefulSet() : Workload("apps/v1", "StatefulSet")
{
    /// <summary>Gets or sets what it runs.</summary>
    [YamlMember(Alias = "spec")]
    public StatefulSetSpecV1 Spec { get; set; } = new();

    /// <inheritdoc/>
    [YamlIgnore]
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}
