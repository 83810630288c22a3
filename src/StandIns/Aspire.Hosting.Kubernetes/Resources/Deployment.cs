using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Pods of which one is as good as another.
/// </summary>
public sealed class Deployment() : Workload("apps/v1", "Deployment")
{
    /// <summary>Gets or sets what it runs.</summary>
    [YamlMember(Alias = "spec")]
    public DeploymentSpecV1 Spec { get; set; } = new();

    /// <inheritdoc/>
    [YamlIgnore]
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;
}
