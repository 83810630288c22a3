using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A port of a container.
/// </summary>
public sealed class ContainerPortV1
{
    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the protocol.</summary>
    [YamlMember(Alias = "protocol")]
    public string Protocol { get; set; } = null!;

    /// <summary>Gets or sets the number.</summary>
    [YamlMember(Alias = "containerPort")]
    public Int32OrStringV1? ContainerPort { get; set; }
}
