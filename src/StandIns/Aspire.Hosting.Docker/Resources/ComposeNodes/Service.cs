using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>
/// A service: https://github.com/compose-spec/compose-spec/blob/main/05-services.md. The properties stand in the order in which they are written.
/// </summary>
public sealed class Service : NamedComposeMember
{
    /// <summary>Gets or sets the image.</summary>
    [YamlMember(Alias = "image")]
    public string? Image { get; set; }

    /// <summary>Gets or sets when the image is pulled.</summary>
    [YamlMember(Alias = "pull_policy")]
    public string? PullPolicy { get; set; }

    /// <summary>Gets or sets the container's name.</summary>
    [YamlMember(Alias = "container_name")]
    public string? ContainerName { get; set; }

    /// <summary>Gets or sets the arguments.</summary>
    [YamlMember(Alias = "command")]
    public List<string> Command { get; set; } = [];

    /// <summary>Gets or sets the program.</summary>
    [YamlMember(Alias = "entrypoint")]
    public List<string> Entrypoint { get; set; } = [];

    /// <summary>Gets or sets the environment variables.</summary>
    [YamlMember(Alias = "environment")]
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>Gets or sets the ports that are published on the host.</summary>
    [YamlMember(Alias = "ports")]
    public List<string> Ports { get; set; } = [];

    /// <summary>Gets or sets the ports that other services use.</summary>
    [YamlMember(Alias = "expose")]
    public List<string> Expose { get; set; } = [];

    /// <summary>Gets or sets the mounts.</summary>
    [YamlMember(Alias = "volumes")]
    public List<Volume> Volumes { get; set; } = [];

    /// <summary>Gets or sets what the service waits for.</summary>
    [YamlMember(Alias = "depends_on")]
    public Dictionary<string, ServiceDependency> DependsOn { get; set; } = [];

    /// <summary>Gets or sets the user.</summary>
    [YamlMember(Alias = "user")]
    public string? User { get; set; }

    /// <summary>Gets or sets the networks.</summary>
    [YamlMember(Alias = "networks")]
    public List<string> Networks { get; set; } = [];

    /// <summary>Gets or sets when a container that has ended is started again.</summary>
    [YamlMember(Alias = "restart")]
    public string? Restart { get; set; }

    /// <summary>Gets or sets limits and the number of containers.</summary>
    [YamlMember(Alias = "deploy")]
    public Deploy? Deploy { get; set; }

    /// <summary>Gets or sets the health check.</summary>
    [YamlMember(Alias = "healthcheck")]
    public Healthcheck? Healthcheck { get; set; }

    /// <summary>Gets or sets the labels.</summary>
    [YamlMember(Alias = "labels")]
    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>Gets or sets the host name.</summary>
    [YamlMember(Alias = "hostname")]
    public string? Hostname { get; set; }

    /// <summary>Gets or sets the IPC namespace.</summary>
    [YamlMember(Alias = "ipc")]
    public string? Ipc { get; set; }

    /// <summary>Gets or sets the PID namespace.</summary>
    [YamlMember(Alias = "pid")]
    public string? Pid { get; set; }

    /// <summary>Gets or sets whether an init process forwards signals.</summary>
    [YamlMember(Alias = "init")]
    public bool? Init { get; set; }

    /// <summary>Gets or sets the network namespace, if it is not the service's own.</summary>
    [YamlMember(Alias = "network_mode")]
    public string? NetworkMode { get; set; }

    /// <summary>Gets or sets the profiles that start the service; without any it always starts.</summary>
    [YamlMember(Alias = "profiles")]
    public List<string> Profiles { get; set; } = [];

    /// <summary>Gets or sets the files that the service gets.</summary>
    [YamlMember(Alias = "configs")]
    public List<ConfigReference> Configs { get; set; } = [];

    /// <summary>Gets or sets the time to stop before it is killed.</summary>
    [YamlMember(Alias = "stop_grace_period")]
    public string? StopGracePeriod { get; set; }
}
