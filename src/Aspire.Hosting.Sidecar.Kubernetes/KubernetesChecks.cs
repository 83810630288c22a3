using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// What a Kubernetes pod cannot be.
/// </summary>
internal static class KubernetesChecks
{
    /// <summary>https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination.</summary>
    private static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(30);

    public static void Check(PodPlan pod, PublishReport report)
    {
        CheckPorts(pod, report);
        foreach (var member in pod.Members)
        {
            foreach (var (what, remedy) in Inexpressible(pod, member))
            {
                report.Warn(PublishDiagnostics.NotExpressible(member.Resource.Name, what, KubernetesTarget.Name, remedy));
            }
        }
    }

    /// <summary>The time of the whole pod: the main's own, or more if a member needs more; none if the default does.</summary>
    public static long? GraceSeconds(PodPlan pod)
    {
        var longest = pod.Members.Append(pod.Main).Max(member => member.StopGracePeriod);
        return pod.Main.StopGracePeriod is null && longest <= DefaultGrace || longest is null ? null : (long)Math.Ceiling(longest.Value.TotalSeconds);
    }

    private static IEnumerable<(string What, string Remedy)> Inexpressible(PodPlan pod, PodMember member)
    {
        if (member.IsEssential)
        {
            yield return ("that the main is stopped when it fails (AsEssential)", "Give the main a liveness probe that fails without it.");
        }

        if (member.IsExplicitStart)
        {
            yield return ("the start by a command only", "Leave it out with ExcludeFromManifest().");
        }

        if (member is { Role: PodMemberRole.Sidecar, StartOrder: SidecarStartOrder.AfterMain })
        {
            yield return ("the start after the main", "Let it wait for the main itself: both start at once.");
        }

        if (member.Resource.Annotations.OfType<NetworkSharingAnnotation>().LastOrDefault()?.Network == SidecarNetwork.Separate)
        {
            yield return ("a network of its own", "All containers of a pod share one. Publish it as a resource of its own if that must not be.");
        }

        if (member.Resource.HasAnnotationOfType<SidecarRestartPolicyAnnotation>() && !IsAlways(member.RestartPolicy))
        {
            yield return ("the restart policy", "A container of a workload is always started again, with a back-off of the kubelet's own.");
        }

        if (member.StopGracePeriod is { } period && GraceSeconds(pod) != (long)Math.Ceiling(period.TotalSeconds))
        {
            yield return ("a grace period of its own", "The containers of a pod share the longest.");
        }

        if (member.Resource.GetReplicaCount() > 1)
        {
            yield return ("replicas of its own", "Each pod of the main has one.");
        }
    }

    private static bool IsAlways(SidecarRestartPolicy policy) => policy == SidecarRestartPolicy.Always();

    private static void CheckPorts(PodPlan pod, PublishReport report)
    {
        var listeners = pod.Members.Prepend(pod.Main).Where(member => member.Role != PodMemberRole.InitContainer)
            .SelectMany(member => member.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.TargetPort is not null)
                .Select(endpoint => (Port: endpoint.TargetPort!.Value, endpoint.Protocol, Member: member.Resource.Name)));
        foreach (var port in listeners.GroupBy(listener => (listener.Port, listener.Protocol)))
        {
            var names = port.Select(listener => listener.Member).Distinct().ToArray();
            foreach (var name in names.Skip(1))
            {
                report.Error(PublishDiagnostics.PodPortCollision(pod.Main.Name, port.Key.Port, names[0], name));
            }
        }
    }
}
