using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// Selects objects by their labels.
/// </summary>
public sealed class LabelSelectorV1
{
    /// <summary>Selects all.</summary>
    public LabelSelectorV1()
    {
    }

    /// <summary>Selects by labels.</summary>
    /// <param name="matchLabels">The labels.</param>
    public LabelSelectorV1(Dictionary<string, string> matchLabels) => MatchLabels = matchLabels;

    /// <summary>Gets or sets the labels.</summary>
    [YamlMember(Alias = "matchLabels")]
    public Dictionary<string, string> MatchLabels { get; set; } = [];
}
