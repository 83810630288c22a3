using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What a deployment runs, and how it is rolled out.
/// </summary>
public sealed class DeploymentSpecV1
{
    /// <summary>Gets or sets the pods.</summary>
    [YamlMember(Alias = "template")]
    public PodTemplateSpecV1 Template { get; set; } = new();

    /// <summary>Gets or sets the selector of its pods.</summary>
    [YamlMember(Alias = "selector")]
    public LabelSelectorV1 Selector { get; set; } = new();

    /// <summary>Gets or sets the number of pods.</summary>
    [YamlMember(Alias = "replicas")]
    public int? Replicas { get; set; } = 1;

    /// <summary>Gets or sets the number of old versions that are kept.</summary>
    [YamlMember(Alias = "revisionHistoryLimit")]
    public int? RevisionHistoryLimit { get; set; } = 3;

    /// <summary>Gets or sets how it is rolled out.</summary>
    [YamlMember(Alias = "strategy")]
    public DeploymentStrategyV1 Strategy { get; set; } = new();
}
