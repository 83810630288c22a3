using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// How many pods are replaced at a time.
/// </summary>
public sealed class RollingUpdateDeploymentV1
{
    /// <summary>Gets or sets how many there may be in excess.</summary>
    [YamlMember(Alias = "maxSurge")]
    public int MaxSurge { get; set; }

    /// <summary>Gets or sets how many may be missing.</summary>
    [YamlMember(Alias = "maxUnavailable")]
    public int MaxUnavailable { get; set; }
}
