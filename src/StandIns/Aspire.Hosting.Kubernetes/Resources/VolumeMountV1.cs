using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Where a container sees a volume.
/// </summary>
public sealed class VolumeMountV1
{
    /// <summary>Gets or sets the volume's name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the path.</summary>
    [YamlMember(Alias = "mountPath")]
    public string MountPath { get; set; } = null!;

    /// <summary>Gets or sets whether it is for reading only.</summary>
    [YamlMember(Alias = "readOnly")]
    public bool? ReadOnly { get; set; }
}
