using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Says who waits for whom in a pod.
/// </summary>
internal static class PodWaitPlanner
{
    /// <remarks>
    /// Members that gate the main start one after another in order of declaration, as the init containers of a Kubernetes pod do. Every member
    /// waits for what the main waits for, because a pod starts as one: https://github.com/CommunityToolkit/Aspire/issues/604.
    /// </remarks>
    public static ImmutableArray<PodWait> Plan(PodPlan pod)
    {
        var waits = ImmutableArray.CreateBuilder<PodWait>();
        var outside = OutsideWaits(pod);
        PodWait? gate = null;
        foreach (var member in pod.Members)
        {
            waits.AddRange(outside.Where(wait => !Waits(member.Resource, wait.Resource))
                .Select(wait => new PodWait(member.Resource, wait.Resource, wait.WaitType, wait.ExitCode)));
            if (member.GatesMain)
            {
                if (gate is not null)
                {
                    waits.Add(gate with { Waiter = member.Resource });
                }

                gate = Gate(pod.Main.Resource, member);
                waits.Add(gate);
            }
            else if (member.StartOrder == SidecarStartOrder.AfterMain)
            {
                waits.Add(new(member.Resource, pod.Main.Resource, HealthyOrRunning(pod.Main.Resource)));
            }
            else if (member.Network == PodNetwork.Pod || member.SharesProcesses || member.SharesIpc)
            {
                waits.Add(new(member.Resource, pod.Main.Resource, WaitType.WaitUntilStarted));
            }
        }

        return waits.ToImmutable();
    }

    private static PodWait Gate(IResource main, PodMember member) => member.Role == PodMemberRole.InitContainer
        ? new(main, member.Resource, WaitType.WaitForCompletion)
        : new(main, member.Resource, HealthyOrRunning(member.Resource));

    private static WaitType HealthyOrRunning(IResource resource) =>
        resource.Annotations.OfType<HealthCheckAnnotation>().Any() ? WaitType.WaitUntilHealthy : WaitType.WaitUntilStarted;

    private static WaitAnnotation[] OutsideWaits(PodPlan pod) =>
        [.. pod.Main.Resource.Annotations.OfType<WaitAnnotation>().Where(wait => pod.Find(wait.Resource) is null)];

    private static bool Waits(IResource waiter, IResource dependency) =>
        waiter.Annotations.OfType<WaitAnnotation>().Any(wait => ReferenceEquals(wait.Resource, dependency));
}
