using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>
/// A file that services get: https://github.com/compose-spec/compose-spec/blob/main/08-configs.md.
/// </summary>
public sealed class Config : NamedComposeMember
{
    /// <summary>Gets or sets the path of the file, relative to the Compose file.</summary>
    [YamlMember(Alias = "file")]
    public string? File { get; set; }

    /// <summary>Gets or sets the content, if it is no file.</summary>
    [YamlMember(Alias = "content")]
    public string? Content { get; set; }
}
