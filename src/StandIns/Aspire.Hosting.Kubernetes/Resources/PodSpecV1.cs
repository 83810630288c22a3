using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// The containers and volumes of a pod.
/// </summary>
public sealed class PodSpecV1
{
    /// <summary>Gets or sets whether the containers see each other's processes.</summary>
    [YamlMember(Alias = "shareProcessNamespace")]
    public bool? ShareProcessNamespace { get; set; }

    /// <summary>Gets the containers.</summary>
    [YamlMember(Alias = "containers")]
    public List<ContainerV1> Containers { get; } = [];

    /// <summary>Gets the containers that start before these, one after another.</summary>
    [YamlMember(Alias = "initContainers")]
    public List<ContainerV1> InitContainers { get; } = [];

    /// <summary>Gets or sets the seconds to stop before it is killed.</summary>
    [YamlMember(Alias = "terminationGracePeriodSeconds")]
    public long? TerminationGracePeriodSeconds { get; set; }

    /// <summary>Gets the volumes.</summary>
    [YamlMember(Alias = "volumes")]
    public List<VolumeV1> Volumes { get; } = [];

    /// <summary>Gets or sets whom files and processes belong to.</summary>
    [YamlMember(Alias = "securityContext")]
    public PodSecurityContextV1? SecurityContext { get; set; }

    /// <summary>Gets or sets the account that the pod runs as.</summary>
    [YamlMember(Alias = "serviceAccount")]
    public string? ServiceAccount { get; set; }
}
