using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>
/// An amount of each resource of the machine.
/// </summary>
public sealed class ResourceSpec
{
    /// <summary>Gets or sets processors, such as <c>0.25</c>.</summary>
    [YamlMember(Alias = "cpus")]
    public string? Cpus { get; set; }

    /// <summary>Gets or sets memory, such as <c>64M</c>.</summary>
    [YamlMember(Alias = "memory")]
    public string? Memory { get; set; }
}
