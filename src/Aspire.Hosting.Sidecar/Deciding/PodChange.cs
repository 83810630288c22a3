using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Something that happened to a pod.
/// </summary>
internal abstract record PodChange
{
    private PodChange()
    {
    }

    /// <summary>A resource of the pod reports a phase.</summary>
    internal sealed record Reported(IResource Resource, MemberPhase Phase, int? ExitCode, DateTimeOffset At) : PodChange
    {
        /// <summary>Which life of a container this is, or <see langword="null"/> if it is none or not known.</summary>
        public string? ContainerIdentity { get; init; }

        public bool IsHealthy { get; init; }

        /// <summary>It failed to start, and will fail again until somebody changes something.</summary>
        public bool IsLastingFailure { get; init; }
    }

    /// <summary>The main has been down for the settle time.</summary>
    internal sealed record Settled(int Timer) : PodChange;

    /// <summary>The pause before a member's restart is over.</summary>
    internal sealed record RestartDue(PodMember Member, int Timer) : PodChange;

    /// <summary>The exit code of a member that has ended has not come.</summary>
    internal sealed record EndUnexplained(PodMember Member, int Timer, DateTimeOffset At) : PodChange;

    /// <summary>A member has been unhealthy for as long as it may be.</summary>
    internal sealed record UnhealthyTooLong(PodMember Member, int Timer) : PodChange;

    /// <summary>The sidecars of an ended main have been stopped.</summary>
    internal sealed record SidecarsStopped : PodChange;

    /// <summary>A member that was to be started anew is in the main's present namespaces already.</summary>
    internal sealed record HasRejoined(PodMember Member) : PodChange;

    /// <summary>The main is being restarted by a command: between its end and its start only those are touched whose network is gone with it.</summary>
    internal sealed record MainRestartBegun : PodChange;

    /// <summary>The command that restarts the main is over.</summary>
    internal sealed record MainRestartEnded : PodChange;

    /// <summary>The user's command to stop a member is over, and the member is down. It may have been so before.</summary>
    internal sealed record StoppedByUser(PodMember Member) : PodChange;

    /// <summary>A member is about to be replaced by another version of itself.</summary>
    internal sealed record ReplacementBegun(PodMember Member) : PodChange;

    /// <summary>A member has been replaced, or the former version brought back.</summary>
    internal sealed record ReplacementEnded(PodMember Member, DateTimeOffset At) : PodChange;

    /// <summary>The application is ending.</summary>
    internal sealed record ShutdownRequested : PodChange;
}
