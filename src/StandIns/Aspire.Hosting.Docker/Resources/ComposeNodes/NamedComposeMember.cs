using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>
/// What a Compose file lists under a name.
/// </summary>
public abstract class NamedComposeMember
{
    /// <summary>Gets or sets the name, which is the key in the file.</summary>
    [YamlIgnore]
    public required string Name { get; set; }
}
