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
    }

    /// <summary>The main has been down for the settle time.</summary>
    internal sealed record Settled(int Timer) : PodChange;

    /// <summary>The pause before a member's restart is over.</summary>
    internal sealed record RestartDue(PodMember Member, int Timer) : PodChange;

    /// <summary>The sidecars of an ended main have been stopped.</summary>
    internal sealed record SidecarsStopped : PodChange;

    /// <summary>A member is about to be replaced by another version of itself.</summary>
    internal sealed record ReplacementBegun(PodMember Member) : PodChange;

    /// <summary>A member has been replaced, or the former version brought back.</summary>
    internal sealed record ReplacementEnded(PodMember Member, DateTimeOffset At) : PodChange;

    /// <summary>The application is ending.</summary>
    internal sealed record ShutdownRequested : PodChange;
}
