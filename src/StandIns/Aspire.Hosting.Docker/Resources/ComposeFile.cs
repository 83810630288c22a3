using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Writing;
using YamlDotNet.Serialization;

namespace Aspire.Hosting.Docker.Resources;

/// <summary>
/// A Compose file: https://github.com/compose-spec/compose-spec/blob/main/spec.md.
/// </summary>
public sealed class ComposeFile
{
    /// <summary>Gets or sets the project's name.</summary>
    [YamlMember(Alias = "name")]
    public string? Name { get; set; }

    /// <summary>Gets or sets the services.</summary>
    [YamlMember(Alias = "services")]
    public Dictionary<string, Service> Services { get; set; } = [];

    /// <summary>Gets or sets the networks.</summary>
    [YamlMember(Alias = "networks")]
    public Dictionary<string, Network> Networks { get; set; } = [];

    /// <summary>Gets or sets the volumes.</summary>
    [YamlMember(Alias = "volumes")]
    public Dictionary<string, Volume> Volumes { get; set; } = [];

    /// <summary>Gets or sets the configs.</summary>
    [YamlMember(Alias = "configs")]
    public Dictionary<string, Config> Configs { get; set; } = [];

    /// <summary>
    /// Writes the file.
    /// </summary>
    /// <param name="lineEndings">What ends a line.</param>
    /// <returns>YAML.</returns>
    public string ToYaml(string lineEndings = "\n") => ComposeYaml.Write(this, lineEndings);
}
