namespace Aspire.Sidecar.Agent.Options;

/// <summary>An option as the user writes it: <c>--name</c>, or <c>SIDECAR_AGENT_NAME</c> in the environment.</summary>
internal sealed record OptionDefinition(string Name, string Value, string Meaning)
{
    private const string EnvironmentPrefix = "SIDECAR_AGENT_";

    /// <summary>The name of the variable that sets the option.</summary>
    public string Variable { get; } = EnvironmentPrefix + Name.Replace('-', '_').ToUpperInvariant();
}
