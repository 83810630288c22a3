using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What a container may use.
/// </summary>
public sealed class ResourceRequirementsV1
{
    /// <summary>Gets the most.</summary>
    [YamlMember(Alias = "limits")]
    public Dictionary<string, string> Limits { get; } = [];
}
