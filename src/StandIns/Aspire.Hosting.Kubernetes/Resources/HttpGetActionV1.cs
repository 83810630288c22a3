using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A request that succeeds when a container is well.
/// </summary>
public sealed class HttpGetActionV1
{
    /// <summary>Gets or sets the scheme.</summary>
    [YamlMember(Alias = "scheme")]
    public string Scheme { get; set; } = null!;

    /// <summary>Gets or sets the path.</summary>
    [YamlMember(Alias = "path")]
    public string Path { get; set; } = null!;

    /// <summary>Gets or sets the port.</summary>
    [YamlMember(Alias = "port")]
    public Int32OrStringV1? Port { get; set; }
}
