using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What a stateful set runs.
/// </summary>
public sealed class StatefulSetSpecV1
{
    /// <summary>Gets or sets the pods.</summary>
    [YamlMember(Alias = "template")]
    public PodTemplateSpecV1 Template { get; set; } = new();

    /// <summary>Gets or sets the selector of its pods.</summary>
    [YamlMember(Alias = "selector")]
    public LabelSelectorV1 Selector { get; set; } = new();

    /// <summary>Gets or sets the number of pods.</summary>
    [YamlMember(Alias = "replicas")]
    public int? Replicas { get; set; }
}
