using System.Collections.Immutable;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Something to be done to a pod.
/// </summary>
internal abstract record PodAction
{
    private PodAction()
    {
    }

    /// <summary>Start a member.</summary>
    internal sealed record Start(PodMember Member, PodCause Cause) : PodAction;

    /// <summary>Start a running member anew, because the namespaces that it joined are gone.</summary>
    internal sealed record Rejoin(PodMember Member) : PodAction;

    /// <summary>Stop sidecars, in waves.</summary>
    internal sealed record StopSidecars(ImmutableArray<PodMember> Sidecars) : PodAction;

    /// <summary>Stop a member that has been unhealthy for too long.</summary>
    internal sealed record StopUnhealthy(PodMember Member) : PodAction;

    /// <summary>Stop the main, then the sidecars, in waves.</summary>
    internal sealed record ShutDown(bool IsMainUp, ImmutableArray<PodMember> Sidecars) : PodAction;

    /// <summary>Show that a member has ended and when it is started again.</summary>
    internal sealed record ShowBackOff(PodMember Member, int Restart, int? ExitCode, TimeSpan Delay) : PodAction;

    /// <summary>Show that a member has failed for good.</summary>
    internal sealed record ShowFailure(PodMember Member, int Restarts, int? ExitCode) : PodAction;

    /// <summary>Stop the main and mark it failed, because an essential sidecar failed for good.</summary>
    internal sealed record FailMain(PodMember Sidecar, int? ExitCode, bool IsMainUp) : PodAction;

    /// <summary>Say on the main that it waits for a member that will not come.</summary>
    internal sealed record ReportBlockedMain(PodMember Gate) : PodAction;

    /// <summary>Feed a change back after a time.</summary>
    internal sealed record Schedule(PodChange Change, TimeSpan Delay) : PodAction;
}

/// <summary>
/// Why a member is started or stopped: told in telemetry and logs.
/// </summary>
internal enum PodCause
{
    /// <summary>The application, a command, or the program itself.</summary>
    None,

    /// <summary>Its main started.</summary>
    MainStarted,

    /// <summary>Its main ended.</summary>
    MainEnded,

    /// <summary>Its restart policy.</summary>
    RestartPolicy,

    /// <summary>It was unhealthy for too long.</summary>
    Unhealthy,

    /// <summary>The namespaces that it joined are gone.</summary>
    Repair,

    /// <summary>It is replaced by another version of its image.</summary>
    ImageChanged,

    /// <summary>The application is ending.</summary>
    Shutdown,
}
