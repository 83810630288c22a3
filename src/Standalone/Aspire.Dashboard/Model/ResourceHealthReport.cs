namespace Aspire.Dashboard.Model;

/// <summary>The latest result of a health check.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>; nothing before the first run.</param>
/// <param name="Description">What the check says.</param>
/// <param name="Error">What the check threw.</param>
/// <param name="LastRun">When it ran.</param>
public sealed record ResourceHealthReport(string Name, string? Status, string? Description, string? Error, DateTimeOffset? LastRun);
