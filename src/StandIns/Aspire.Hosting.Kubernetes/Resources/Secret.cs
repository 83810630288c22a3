using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Variables of containers that are to be kept.
/// </summary>
public sealed class Secret() : BaseKubernetesResource("v1", "Secret")
{
    /// <summary>Gets the values.</summary>
    [YamlMember(Alias = "stringData")]
    public Dictionary<string, string> StringData { get; } = [];

    /// <summary>Gets or sets the kind.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "Opaque";
}
