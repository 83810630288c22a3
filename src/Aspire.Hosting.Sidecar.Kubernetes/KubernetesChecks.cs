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

    private const int MaxName = 63;

    public static void Check(PodPlan pod, PublishReport report)
    {
        CheckPorts(pod, report);
        foreach (var member in pod.Members.Prepend(pod.Main))
        {
            CheckName(member.Resource, report);
            CheckMounts(pod, member.Resource, report);
            CheckFiles(member.Resource, report);
            CheckWaits(pod, member.Resource, report);
        }

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

    /// <summary>Labels, and the names of Services: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names.</summary>
    private static void CheckName(IResource resource, PublishReport report)
    {
        var max = MaxName - (resource.Annotations.OfType<EndpointAnnotation>().Any() ? "-service".Length : 0);
        if (resource.Name.Length > max)
        {
            report.Error(PublishDiagnostics.NameTooLong(resource.Name, resource.Name.Length, max));
        }
    }

    private static void CheckMounts(PodPlan pod, IResource resource, PublishReport report)
    {
        foreach (var mount in resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.BindMount))
        {
            report.Error(PublishDiagnostics.MountNotPublishable(
                pod.Main.Name, resource.Name, "a folder of this machine", mount.Target, "Put the files into the image, or use a volume: Kubernetes environments of Aspire have no bind mounts."));
        }
    }

    private static void CheckFiles(IResource resource, PublishReport report)
    {
        foreach (var files in resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>())
        {
            report.Warn(PublishDiagnostics.NotExpressible(
                resource.Name, $"the files at '{files.DestinationPath}'", KubernetesTarget.Name, "Put them into the image, or mount a ConfigMap with PublishAsKubernetesService."));
        }
    }

    /// <summary>What starts before the main is there for all that start later; beyond that there is no order.</summary>
    private static void CheckWaits(PodPlan pod, IResource waiter, PublishReport report)
    {
        foreach (var awaited in waiter.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).Distinct())
        {
            if (awaited == pod.Main.Resource || pod.Find(awaited) is { GatesMain: false })
            {
                report.Warn(PublishDiagnostics.NotExpressible(
                    waiter.Name, $"the wait for '{awaited.Name}'", KubernetesTarget.Name, "The containers of a pod start side by side: let the program try again until the other answers."));
            }
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
