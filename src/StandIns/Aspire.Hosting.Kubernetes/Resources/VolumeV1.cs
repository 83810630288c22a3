using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A volume of a pod.
/// </summary>
public sealed class VolumeV1
{
    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the claim that it is.</summary>
    [YamlMember(Alias = "persistentVolumeClaim")]
    public PersistentVolumeClaimVolumeSourceV1? PersistentVolumeClaim { get; set; }

    /// <summary>Gets or sets the empty folder that it is.</summary>
    [YamlMember(Alias = "emptyDir")]
    public EmptyDirVolumeSourceV1? EmptyDir { get; set; }
}
