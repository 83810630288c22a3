using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>
/// Where a service gets a config: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#configs.
/// </summary>
public sealed class ConfigReference
{
    /// <summary>Gets or sets the name of the config.</summary>
    [YamlMember(Alias = "source")]
    public string? Source { get; set; }

    /// <summary>Gets or sets the path in the container.</summary>
    [YamlMember(Alias = "target")]
    public string? Target { get; set; }

    /// <summary>Gets or sets the owner.</summary>
    [YamlMember(Alias = "uid")]
    public string? Uid { get; set; }

    /// <summary>Gets or sets the owning group.</summary>
    [YamlMember(Alias = "gid")]
    public string? Gid { get; set; }

    /// <summary>Gets or sets the permissions.</summary>
    [YamlMember(Alias = "mode")]
    public UnixFileMode? Mode { get; set; }
}
