using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What storage is claimed.
/// </summary>
public sealed class PersistentVolumeClaimSpecV1
{
    /// <summary>Gets or sets the class of storage.</summary>
    [YamlMember(Alias = "storageClassName")]
    public string StorageClassName { get; set; } = null!;

    /// <summary>Gets who may write.</summary>
    [YamlMember(Alias = "accessModes")]
    public List<string> AccessModes { get; } = [];

    /// <summary>Gets or sets how much.</summary>
    [YamlMember(Alias = "resources")]
    public VolumeResourceRequirementsV1 Resources { get; set; } = new();
}
