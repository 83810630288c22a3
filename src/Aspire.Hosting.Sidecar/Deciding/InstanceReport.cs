namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// What is told of one instance of a resource: a container, or a process.
/// </summary>
/// <param name="ResourceId">Which of the resource's replicas it is.</param>
/// <param name="Phase">What its state means.</param>
/// <param name="ExitCode">How it ended, if that is known.</param>
internal sealed record InstanceReport(string ResourceId, MemberPhase Phase, int? ExitCode = null)
{
    /// <summary>Which container or process is meant, or <see langword="null"/> while there is none. Before a start it is still that of the life before.</summary>
    public string? Instance { get; init; }

    public DateTime? Started { get; init; }

    /// <summary>When it last ended: also of one that runs again, as a container that was restarted behind our back.</summary>
    public DateTime? Stopped { get; init; }

    public bool IsHealthy { get; init; }

    /// <summary>It failed to start, and will fail again until somebody changes something.</summary>
    public bool IsLastingFailure { get; init; }
}
