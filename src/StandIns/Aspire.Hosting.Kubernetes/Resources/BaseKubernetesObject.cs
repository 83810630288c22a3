using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>
/// What has a version and a kind.
/// </summary>
/// <param name="apiVersion">The version of its kind.</param>
/// <param name="kind">Its kind.</param>
public abstract class BaseKubernetesObject(string? apiVersion = null, string? kind = null)
{
    /// <summary>Gets or sets the version of its kind.</summary>
    [YamlMember(Alias = "apiVersion", Order = -3)]
    public string? ApiVersion { get; set; } = apiVersion;

    /// <summary>Gets or sets its kind.</summary>
    [YamlMember(Alias = "kind", Order = -2)]
    public string? Kind { get; set; } = kind;
}
