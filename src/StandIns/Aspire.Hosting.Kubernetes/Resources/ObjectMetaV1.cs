using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// The name and labels of an object.
/// </summary>
public sealed class ObjectMetaV1
{
    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets the annotations.</summary>
    [YamlMember(Alias = "annotations")]
    public Dictionary<string, string> Annotations { get; } = [];

    /// <summary>Gets or sets the labels.</summary>
    [YamlMember(Alias = "labels")]
    public Dictionary<string, string> Labels { get; set; } = [];
}
