using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// A member of a pod, with its settings resolved.
/// </summary>
internal sealed record PodMember(IResource Resource, string Name, PodMemberRole Role, bool IsContainer)
{
    /// <summary>The time to stop by a command, where nothing is said: what engines give.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    public PodNetwork Network { get; init; }

    public bool SharesProcesses { get; init; }

    public bool SharesIpc { get; init; }

    public SidecarStartOrder StartOrder { get; init; }

    public SidecarRestartPolicy RestartPolicy { get; init; } = SidecarRestartPolicy.Never;

    public bool IsEssential { get; init; }

    /// <summary>How long it may be unhealthy before it is restarted, or <see langword="null"/> for ever.</summary>
    public TimeSpan? UnhealthyTime { get; init; }

    /// <summary>The time to stop, or <see langword="null"/> for what is left of the pod's budget.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>It outlives the application, and the next run finds it again.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>Started by a command only.</summary>
    public bool IsExplicitStart { get; init; }

    /// <summary>Whether it is in namespaces of the main's container, which end with it.</summary>
    public bool JoinsMain => Role == PodMemberRole.Sidecar && IsContainer && (Network == PodNetwork.Pod || SharesProcesses || SharesIpc);

    /// <summary>Whether it lives in a network that the orchestrator cannot put a container into: that of the main's container, or that of the host.</summary>
    public bool IsJoined => Role == PodMemberRole.Sidecar && IsContainer && Network is PodNetwork.Pod or PodNetwork.Host;

    /// <summary>Whether the main waits for this member before it starts.</summary>
    public bool GatesMain => Role == PodMemberRole.InitContainer || (Role == PodMemberRole.Sidecar && StartOrder == SidecarStartOrder.BeforeMain);
}
