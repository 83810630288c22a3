using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// What a main and its members amount to: the planner's answer, from which each target is made.
/// </summary>
internal sealed record PodPlan(PodMember Main, ImmutableArray<PodMember> Members)
{
    /// <summary>
    /// One budget for stopping the whole pod, as in Kubernetes, where it is 30 s; here it leaves time within the 10 s that Aspire's own shutdown takes.
    /// </summary>
    public static readonly TimeSpan DefaultStopBudget = TimeSpan.FromSeconds(8);

    public ImmutableArray<PodVolume> Volumes { get; init; } = [];

    public ImmutableArray<PodWait> Waits { get; init; } = [];

    public TimeSpan StopBudget => Main.StopGracePeriod ?? DefaultStopBudget;

    public IEnumerable<PodMember> Sidecars => Members.Where(member => member.Role == PodMemberRole.Sidecar);

    public PodMember? Find(IResource resource) => Members.FirstOrDefault(member => ReferenceEquals(member.Resource, resource));

    /// <summary>
    /// The sidecars in the order in which they stop: the reverse of the order in which they start.
    /// </summary>
    public IEnumerable<PodMember> StopOrder => Sidecars.Reverse().OrderBy(member => member.StartOrder switch
    {
        SidecarStartOrder.AfterMain => 0,
        SidecarStartOrder.WithMain => 1,
        _ => 2,
    });
}
