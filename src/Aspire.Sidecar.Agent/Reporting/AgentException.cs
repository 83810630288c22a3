namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>Ends the agent: only its user can mend it.</summary>
internal sealed class AgentException(string message) : Exception(message);
