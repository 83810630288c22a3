using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// How pods are replaced.
/// </summary>
public sealed class DeploymentStrategyV1
{
    /// <summary>Gets or sets the pace.</summary>
    [YamlMember(Alias = "rollingUpdate")]
    public RollingUpdateDeploymentV1 RollingUpdate { get; set; } = new();

    /// <summary>Gets or sets the kind.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "RollingUpdate";
}
