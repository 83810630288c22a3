using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A claim as a volume.
/// </summary>
public sealed class PersistentVolumeClaimVolumeSourceV1
{
    /// <summary>Gets or sets the claim's name.</summary>
    [YamlMember(Alias = "claimName")]
    public string ClaimName { get; set; } = null!;
}
