using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Variables of containers.
/// </summary>
public sealed class ConfigMap() : BaseKubernetesResource("v1", "ConfigMap")
{
    /// <summary>Gets the values.</summary>
    [YamlMember(Alias = "data")]
    public Dictionary<string, string> Data { get; } = [];
}
