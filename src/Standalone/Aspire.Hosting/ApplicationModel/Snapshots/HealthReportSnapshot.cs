using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The result of a health check.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Status">The result; <see langword="null"/> before the first run.</param>
/// <param name="Description">A description of the result.</param>
/// <param name="ExceptionText">What went wrong.</param>
[DebuggerDisplay("{Name,nq}, {Status}")]
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>Gets when the check ran last, in UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}
