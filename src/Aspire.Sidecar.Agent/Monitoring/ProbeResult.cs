namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>How a probe went.</summary>
/// <param name="Duration">How long it took.</param>
/// <param name="Problem">Why it failed; null when it succeeded.</param>
internal readonly record struct ProbeResult(TimeSpan Duration, string? Problem);
