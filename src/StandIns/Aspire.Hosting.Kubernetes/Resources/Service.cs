using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A name under which pods are reached.
/// </summary>
public sealed class Service() : BaseKubernetesResource("v1", "Service")
{
    /// <summary>Gets or sets the ports and pods.</summary>
    [YamlMember(Alias = "spec")]
    public ServiceSpecV1 Spec { get; set; } = new();
}
