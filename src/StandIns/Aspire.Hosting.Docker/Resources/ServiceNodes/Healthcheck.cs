using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>
/// How the engine finds out whether a service is healthy: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#healthcheck.
/// </summary>
public sealed class Healthcheck
{
    /// <summary>Gets or sets the command.</summary>
    [YamlMember(Alias = "test")]
    public List<string> Test { get; set; } = [];

    /// <summary>Gets or sets the time between two checks, such as <c>5s</c>.</summary>
    [YamlMember(Alias = "interval")]
    public required string Interval { get; set; }

    /// <summary>Gets or sets the time that one check may take.</summary>
    [YamlMember(Alias = "timeout")]
    public required string Timeout { get; set; }

    /// <summary>Gets or sets how many checks in a row must fail.</summary>
    [YamlMember(Alias = "retries")]
    public int? Retries { get; set; }

    /// <summary>Gets or sets the time at the start in which failures do not count.</summary>
    [YamlMember(Alias = "start_period")]
    public required string StartPeriod { get; set; }
}
