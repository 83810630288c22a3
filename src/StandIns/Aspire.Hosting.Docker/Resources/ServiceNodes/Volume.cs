using Aspire.Hosting.Docker.Resources.ComposeNodes;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>
/// A volume of the file, or its mount in a service: https://github.com/compose-spec/compose-spec/blob/main/07-volumes.md.
/// </summary>
public sealed class Volume : NamedComposeMember
{
    /// <summary>Gets or sets the kind of a mount: <c>volume</c> or <c>bind</c>.</summary>
    [YamlMember(Alias = "type")]
    public string? Type { get; set; }

    /// <summary>Gets or sets the path of a mount in the container.</summary>
    [YamlMember(Alias = "target")]
    public string? Target { get; set; }

    /// <summary>Gets or sets what a mount mounts: a volume's name, or a path on the host.</summary>
    [YamlMember(Alias = "source")]
    public string? Source { get; set; }

    /// <summary>Gets or sets whether a mount is for reading only.</summary>
    [YamlMember(Alias = "read_only")]
    public bool? ReadOnly { get; set; }

    /// <summary>Gets or sets the driver of a volume.</summary>
    [YamlMember(Alias = "driver")]
    public string? Driver { get; set; }

    /// <summary>Gets or sets the options of a volume's driver.</summary>
    [YamlMember(Alias = "driver_opts")]
    public Dictionary<string, string> DriverOpts { get; set; } = [];
}
