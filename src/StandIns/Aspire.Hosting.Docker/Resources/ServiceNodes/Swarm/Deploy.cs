using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>
/// How a service is deployed: https://github.com/compose-spec/compose-spec/blob/main/deploy.md.
/// </summary>
public sealed class Deploy
{
    /// <summary>Gets or sets the number of containers.</summary>
    [YamlMember(Alias = "replicas")]
    public int? Replicas { get; set; }

    /// <summary>Gets or sets what a container may use.</summary>
    [YamlMember(Alias = "resources")]
    public Resources? Resources { get; set; }
}
