using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Where variables come from.
/// </summary>
public sealed class EnvFromSourceV1
{
    /// <summary>Gets or sets the config map.</summary>
    [YamlMember(Alias = "configMapRef")]
    public ConfigMapEnvSourceV1? ConfigMapRef { get; set; }

    /// <summary>Gets or sets the secret.</summary>
    [YamlMember(Alias = "secretRef")]
    public SecretEnvSourceV1? SecretRef { get; set; }
}
