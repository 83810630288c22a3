using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A port of a service.
/// </summary>
public sealed class ServicePortV1
{
    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the protocol.</summary>
    [YamlMember(Alias = "protocol")]
    public string Protocol { get; set; } = null!;

    /// <summary>Gets or sets the number.</summary>
    [YamlMember(Alias = "port")]
    public Int32OrStringV1 Port { get; set; } = null!;

    /// <summary>Gets or sets the port of the pods.</summary>
    [YamlMember(Alias = "targetPort")]
    public Int32OrStringV1 TargetPort { get; set; } = null!;
}
