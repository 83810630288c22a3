namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// What the coordinator knows of a member.
/// </summary>
internal sealed record MemberState
{
    public MemberPhase Phase { get; init; }

    /// <summary>Since when it is in its phase.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why it was last started or stopped.</summary>
    public PodCause Cause { get; init; }

    public int? ExitCode { get; init; }

    public bool IsHealthy { get; init; }

    /// <summary>How often it has begun to start.</summary>
    public int Starts { get; init; }

    /// <summary>Restarts in a row.</summary>
    public int Restarts { get; init; }

    /// <summary>Counts the timers of the member, so that one that was overtaken is recognised.</summary>
    public int Timer { get; init; }

    /// <summary>Someone stopped it on purpose: its end is no failure.</summary>
    public bool IsStopRequested { get; init; }

    /// <summary>It was not the pod that stopped it: it stays down until somebody starts it.</summary>
    public bool IsStoppedByUser { get; init; }

    /// <summary>The main came back while this member was being stopped.</summary>
    public bool StartsWhenStopped { get; init; }

    /// <summary>The main went down while this member was waiting for something else.</summary>
    public bool StopsWhenStarted { get; init; }

    /// <summary>It is stopped because it was unhealthy for too long: its end is a failure all the same.</summary>
    public bool IsUnhealthyStop { get; init; }

    /// <summary>Whoever replaces it sees to its ends and starts.</summary>
    public bool IsBeingReplaced { get; init; }

    /// <summary>It ended by itself and is waiting for its restart, or has failed for good.</summary>
    public bool HasFailed { get; init; }

    public bool HasFailedForGood { get; init; }

    /// <summary>It will fail to start until somebody changes something.</summary>
    public bool IsLastingFailure { get; init; }

    /// <summary>Its end has been told, but not yet how it ended.</summary>
    public bool IsEndUnexplained { get; init; }

    public DateTimeOffset? RunningSince { get; init; }
}
