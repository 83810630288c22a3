using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Says whether the main may start: its init containers have completed, and the sidecars that come before it run, healthy where they have a health check.
/// </summary>
internal static class PodGates
{
    public static bool AreOpen(PodPlan pod, PodState state) => pod.Members.Where(member => member.GatesMain).All(member => IsOpen(member, state[member]));

    /// <summary>The init container that has failed, so that the main cannot start, or <see langword="null"/>.</summary>
    public static PodMember? FailedInit(PodPlan pod, PodState state) =>
        pod.Members.FirstOrDefault(member => member.Role == PodMemberRole.InitContainer && state[member].HasFailedForGood);

    private static bool IsOpen(PodMember member, MemberState state) => member.Role == PodMemberRole.InitContainer
        ? state is { Phase: MemberPhase.Ended, ExitCode: 0 }
        : state.Phase == MemberPhase.Running && (state.IsHealthy || !member.Resource.HasAnnotationOfType<HealthCheckAnnotation>());
}
