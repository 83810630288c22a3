using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// What a resource's state means for its pod.
/// </summary>
internal enum MemberPhase
{
    Unknown,
    NotStarted,
    Waiting,
    Starting,
    Running,
    Stopping,
    Ended,
    FailedToStart,
}

internal static class MemberPhases
{
    /// <summary>A state that only the orchestrator reports, for an executable that it killed.</summary>
    private const string Terminated = "Terminated";

    /// <summary>A state that only the orchestrator reports, for a container that somebody removed.</summary>
    private const string Unknown = "Unknown";

    /// <summary>
    /// A state that only the orchestrator reports, for a container that was paused. It does not hear of the end of a pause.
    /// </summary>
    public const string Paused = "Paused";

    /// <summary>A state of joined sidecars.</summary>
    public const string PullingImage = "Pulling image";

    public static MemberPhase Of(string? state) => state switch
    {
        _ when state == KnownResourceStates.NotStarted => MemberPhase.NotStarted,
        _ when state == KnownResourceStates.Waiting => MemberPhase.Waiting,
        _ when state == KnownResourceStates.Starting || state == KnownResourceStates.Building || state == PullingImage => MemberPhase.Starting,
        _ when state == KnownResourceStates.Running || state == KnownResourceStates.Active || state == Paused => MemberPhase.Running,
        _ when state == KnownResourceStates.Stopping => MemberPhase.Stopping,
        _ when state == KnownResourceStates.Finished || state == KnownResourceStates.Exited || state is Terminated or Unknown => MemberPhase.Ended,
        _ when state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy => MemberPhase.FailedToStart,
        _ => MemberPhase.Unknown,
    };

    public static bool IsDown(this MemberPhase phase) => phase is MemberPhase.Ended or MemberPhase.FailedToStart;

    public static bool IsUp(this MemberPhase phase) => phase is MemberPhase.Waiting or MemberPhase.Starting or MemberPhase.Running;
}
