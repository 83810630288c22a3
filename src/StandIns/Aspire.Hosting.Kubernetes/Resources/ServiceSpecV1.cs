using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// The ports of pods under one name.
/// </summary>
public sealed class ServiceSpecV1
{
    /// <summary>Gets or sets the kind.</summary>
    [YamlMember(Alias = "type")]
    public string Type { get; set; } = "ClusterIP";

    /// <summary>Gets or sets the labels of the pods.</summary>
    [YamlMember(Alias = "selector")]
    public Dictionary<string, string> Selector { get; set; } = [];

    /// <summary>Gets the ports.</summary>
    [YamlMember(Alias = "ports")]
    public List<ServicePortV1> Ports { get; } = [];
}
