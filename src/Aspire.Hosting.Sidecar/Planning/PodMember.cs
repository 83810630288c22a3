using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// A member of a pod, with its settings resolved.
/// </summary>
internal sealed record PodMember(IResource Resource, string Name, PodMemberRole Role, bool IsContainer)
{
    public PodNetwork Network { get; init; }

    public bool SharesProcesses { get; init; }

    public bool SharesIpc { get; init; }

    public SidecarStartOrder StartOrder { get; init; }

    public SidecarRestartPolicy RestartPolicy { get; init; } = SidecarRestartPolicy.Never;

    public bool IsEssential { get; init; }

    /// <summary>The time to stop, or <see langword="null"/> for what is left of the pod's budget.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>Started by a command only.</summary>
    public bool IsExplicitStart { get; init; }

    /// <summary>Whether it is in namespaces of the main's container, which end with it.</summary>
    public bool JoinsMain => Role == PodMemberRole.Sidecar && IsContainer && (Network == PodNetwork.Pod || SharesProcesses || SharesIpc);

    /// <summary>Whether the main waits for this member before it starts.</summary>
    public bool GatesMain => Role == PodMemberRole.InitContainer || (Role == PodMemberRole.Sidecar && StartOrder == SidecarStartOrder.BeforeMain);
}
