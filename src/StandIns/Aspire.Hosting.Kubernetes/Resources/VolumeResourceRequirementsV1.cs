using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// How much storage is claimed.
/// </summary>
public sealed class VolumeResourceRequirementsV1
{
    /// <summary>Gets the least.</summary>
    [YamlMember(Alias = "requests")]
    public Dictionary<string, string> Requests { get; } = [];
}
