using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>The variables the agent was started with. Empty ones count as not set, as OpenTelemetry asks.</summary>
internal sealed class AgentEnvironment(IEnumerable<KeyValuePair<string, string?>> variables)
{
    private const string VolumePrefix = "SIDECAR_VOLUME_";

    private readonly Dictionary<string, string> _variables = variables
        .Where(variable => !string.IsNullOrEmpty(variable.Value))
        .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The short name of this sidecar.</summary>
    public string SidecarName => this["SIDECAR_NAME"] ?? "agent";

    public string? MainName => this["SIDECAR_MAIN_NAME"];

    /// <summary>The shared volumes, by the variable that says where each is mounted.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Volumes =>
        [.. WithPrefix(VolumePrefix).OrderBy(volume => volume.Key, StringComparer.Ordinal)];

    public string? this[string name] => _variables.GetValueOrDefault(name);

    public static AgentEnvironment Current()
    {
        var variables = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value;
        }

        return new(variables);
    }

    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix) =>
        _variables.Where(variable => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public bool TryGet(string name, [NotNullWhen(true)] out string? value) => _variables.TryGetValue(name, out value);
}
