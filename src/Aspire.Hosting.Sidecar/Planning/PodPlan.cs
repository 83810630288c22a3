using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// What a main and its members amount to: the planner's answer, from which each target is made.
/// </summary>
internal sealed record PodPlan(PodMember Main, ImmutableArray<PodMember> Members)
{
    /// <summary>
    /// The grace of a main and the budget of its sidecars, where nothing is said: together within the 30 s that .NET's host gives to a shutdown.
    /// </summary>
    public static readonly TimeSpan DefaultStopBudget = TimeSpan.FromSeconds(8);

    public ImmutableArray<PodVolume> Volumes { get; init; } = [];

    public ImmutableArray<PodWait> Waits { get; init; } = [];

    /// <summary>The main's own time to stop.</summary>
    public TimeSpan MainGrace => Main.StopGracePeriod ?? DefaultStopBudget;

    /// <summary>
    /// The time in which all sidecars stop, beginning when the main is down: the pod's, or what its waves need to give each member its own.
    /// </summary>
    public TimeSpan SidecarBudget
    {
        get
        {
            var needed = TimeSpan.FromTicks(StopWaves(Sidecars).Sum(wave => wave.Max(member => member.StopGracePeriod?.Ticks ?? 0)));
            return needed > MainGrace ? needed : MainGrace;
        }
    }

    public IEnumerable<PodMember> Sidecars => Members.Where(member => member.Role == PodMemberRole.Sidecar);

    public PodMember? Find(IResource resource) => Members.FirstOrDefault(member => ReferenceEquals(member.Resource, resource));

    /// <summary>
    /// Groups sidecars into those that stop side by side: first all that started with or after the main, then those that started before it, in reverse, as in Kubernetes.
    /// </summary>
    public static IEnumerable<ImmutableArray<PodMember>> StopWaves(IEnumerable<PodMember> sidecars)
    {
        var all = sidecars.ToImmutableArray();
        ImmutableArray<PodMember> beside = [.. all.Where(member => member.StartOrder != SidecarStartOrder.BeforeMain)];
        var before = all.Where(member => member.StartOrder == SidecarStartOrder.BeforeMain).Reverse().Select(ImmutableArray.Create);
        return beside.IsEmpty ? before : before.Prepend(beside);
    }
}
