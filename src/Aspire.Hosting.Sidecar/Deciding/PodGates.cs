using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Deciding;

/// <summary>
/// Says whether the main may start: its init containers have completed, and the sidecars that come before it run, healthy where they have a health check.
/// </summary>
internal static class PodGates
{
    public static bool AreOpen(PodPlan pod, PodState state) => pod.Members.Where(member => member.GatesMain).All(member => IsOpen(member, state[member]));

    /// <summary>
    /// The member that keeps the main from starting: an init container that has failed, or an essential sidecar that has failed for good while the main waited; or
    /// <see langword="null"/>. An essential sidecar that had failed before starts with the main again.
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="begun">How the pod was when the main began to wait.</param>
    /// <param name="state">How it is now.</param>
    public static PodMember? Failed(PodPlan pod, PodState begun, PodState state) => pod.Members.FirstOrDefault(member => state[member].HasFailedForGood
        && (member.Role == PodMemberRole.InitContainer || (member.IsEssential && (!begun[member].HasFailedForGood || begun[member].Starts < state[member].Starts))));

    private static bool IsOpen(PodMember member, MemberState state) => member.Role == PodMemberRole.InitContainer
        ? state is { Phase: MemberPhase.Ended, ExitCode: 0 }
        : state.Phase == MemberPhase.Running && (state.IsHealthy || !member.Resource.HasAnnotationOfType<HealthCheckAnnotation>());
}
