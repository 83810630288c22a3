using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>
/// What a container may use of the machine.
/// </summary>
public sealed class Resources
{
    /// <summary>Gets or sets the most that it may use.</summary>
    [YamlMember(Alias = "limits")]
    public ResourceSpec? Limits { get; set; }
}
