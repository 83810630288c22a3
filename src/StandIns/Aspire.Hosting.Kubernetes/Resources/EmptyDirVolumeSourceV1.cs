using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A folder that is empty when the pod starts.
/// </summary>
public sealed class EmptyDirVolumeSourceV1
{
    /// <summary>Gets or sets where it is.</summary>
    [YamlMember(Alias = "medium")]
    public string? Medium { get; set; }

    /// <summary>Gets or sets the most that it may hold.</summary>
    [YamlMember(Alias = "sizeLimit")]
    public string? SizeLimit { get; set; }
}
