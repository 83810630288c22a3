using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// A container.
/// </summary>
public sealed class ContainerV1
{
    /// <summary>Gets the program.</summary>
    [YamlMember(Alias = "command")]
    public List<string> Command { get; } = [];

    /// <summary>Gets or sets the image.</summary>
    [YamlMember(Alias = "image")]
    public string Image { get; set; } = null!;

    /// <summary>Gets or sets the probe that says whether it must be started again.</summary>
    [YamlMember(Alias = "livenessProbe")]
    public ProbeV1? LivenessProbe { get; set; }

    /// <summary>Gets or sets the name.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = null!;

    /// <summary>Gets or sets the probe that says whether it can be used.</summary>
    [YamlMember(Alias = "readinessProbe")]
    public ProbeV1? ReadinessProbe { get; set; }

    /// <summary>Gets or sets the probe that says whether it has started.</summary>
    [YamlMember(Alias = "startupProbe")]
    public ProbeV1? StartupProbe { get; set; }

    /// <summary>Gets where variables come from.</summary>
    [YamlMember(Alias = "envFrom")]
    public List<EnvFromSourceV1> EnvFrom { get; } = [];

    /// <summary>Gets the arguments.</summary>
    [YamlMember(Alias = "args")]
    public List<string> Args { get; } = [];

    /// <summary>Gets the ports.</summary>
    [YamlMember(Alias = "ports")]
    public List<ContainerPortV1> Ports { get; } = [];

    /// <summary>Gets or sets what it may use.</summary>
    [YamlMember(Alias = "resources")]
    public ResourceRequirementsV1? Resources { get; set; }

    /// <summary>Gets the mounts.</summary>
    [YamlMember(Alias = "volumeMounts")]
    public List<VolumeMountV1> VolumeMounts { get; } = [];

    /// <summary>Gets or sets when the image is pulled.</summary>
    [YamlMember(Alias = "imagePullPolicy")]
    public string ImagePullPolicy { get; set; } = "IfNotPresent";

    /// <summary>Gets or sets when it is started again, if the pod does not say.</summary>
    [YamlMember(Alias = "restartPolicy")]
    public string? RestartPolicy { get; set; }
}
