using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>
/// What a service waits for: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#depends_on.
/// </summary>
public sealed class ServiceDependency
{
    /// <summary>Gets or sets the condition, such as <c>service_started</c>.</summary>
    [YamlMember(Alias = "condition")]
    public string? Condition { get; set; }
}
