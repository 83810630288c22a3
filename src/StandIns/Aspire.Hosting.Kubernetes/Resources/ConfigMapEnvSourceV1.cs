using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A config map with variables.
/// </summary>
public sealed class ConfigMapEnvSourceV1
{
    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;
}
