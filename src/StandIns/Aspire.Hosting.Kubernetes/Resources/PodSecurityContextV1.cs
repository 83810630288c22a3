using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Whom the files and processes of a pod belong to.
/// </summary>
public sealed class PodSecurityContextV1
{
    /// <summary>Gets or sets the group that the volumes belong to, and that all containers are in.</summary>
    [YamlMember(Alias = "fsGroup")]
    public long? FsGroup { get; set; }

    /// <summary>Gets or sets when files of a volume are given to that group.</summary>
    [YamlMember(Alias = "fsGroupChangePolicy")]
    public string FsGroupChangePolicy { get; set; } = null!;
}
