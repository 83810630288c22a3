using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Writing;

/// <summary>
/// What a chart says of itself: https://helm.sh/docs/topics/charts/#the-chartyaml-file.
/// </summary>
internal sealed class Chart
{
    [YamlMember(Alias = "apiVersion")]
    public string ApiVersion { get; } = "v2";

    [YamlMember(Alias = "name")]
    public required string Name { get; init; }

    [YamlMember(Alias = "version")]
    public string Version { get; } = "0.1.0";

    [YamlMember(Alias = "kubeVersion")]
    public string KubeVersion { get; } = ">= 1.18.0-0";

    [YamlMember(Alias = "description")]
    public string Description { get; } = "Aspire Helm Chart";

    [YamlMember(Alias = "type")]
    public string Type { get; } = "application";

    [YamlMember(Alias = "keywords")]
    public string[] Keywords { get; } = ["aspire", "kubernetes"];

    [YamlMember(Alias = "appVersion")]
    public string AppVersion { get; } = "0.1.0";

    [YamlMember(Alias = "deprecated")]
    public bool Deprecated { get; }
}
