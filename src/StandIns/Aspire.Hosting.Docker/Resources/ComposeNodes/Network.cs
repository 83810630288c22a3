using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>
/// A network: https://github.com/compose-spec/compose-spec/blob/main/06-networks.md.
/// </summary>
public sealed class Network : NamedComposeMember
{
    /// <summary>Gets or sets the driver.</summary>
    [YamlMember(Alias = "driver")]
    public string? Driver { get; set; }
}
