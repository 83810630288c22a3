using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// Puts the containers of a pod's members into the pod of its main.
/// </summary>
internal sealed class PodAssembly(PodPlan pod, KubernetesEnvironmentResource environment, PublishReport report)
{
    private readonly Dictionary<PodMember, PodSpecV1> _taken = [];
    private readonly PodVolumes _volumes = new(pod, environment);

    /// <summary>
    /// Says on a member's own container what the pod says of it.
    /// </summary>
    public void Configure(PodMember member, KubernetesResource objects)
    {
        if (objects.Workload?.PodTemplate.Spec.Containers is not [var container, ..])
        {
            return;
        }

        container.Name = ContainerName(member);
        PodContainers.Clean(container, keepPortNames: false);
        _volumes.Mount(member, container);
        if (member.Role == PodMemberRole.InitContainer && PodContainers.RemoveProbes(container))
        {
            report.Warn(Diagnostics.PublishDiagnostics.NotExpressible(
                member.Resource.Name, "the probe", KubernetesTarget.Name, "An init container is ready when it has ended well: if it runs on, it is a sidecar with SidecarStartOrder.BeforeMain."));
        }

        if (member.UnhealthyTime is { } time)
        {
            container.LivenessProbe ??= PodContainers.LivenessOf(container.ReadinessProbe, time);
            if (container.LivenessProbe is null)
            {
                report.Warn(Diagnostics.PublishDiagnostics.NotExpressible(
                    member.Resource.Name, "the restart when it is unhealthy", KubernetesTarget.Name, "Add a probe with WithHttpProbe: a health check is code in the AppHost."));
            }
        }

        if (IsNativeSidecar(member))
        {
            // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
            container.RestartPolicy = "Always";
            container.StartupProbe ??= PodContainers.PatientCopy(container.ReadinessProbe ?? container.LivenessProbe);
            if (container.StartupProbe is null && member.Resource.HasAnnotationOfType<HealthCheckAnnotation>())
            {
                report.Warn(Diagnostics.PublishDiagnostics.HealthUnknown(pod.Main.Name, member.Resource.Name, KubernetesTarget.Name));
            }
        }
    }

    /// <summary>
    /// Takes the containers of a member, after the user's own changes, and leaves it without a workload; its Service leads to the main.
    /// </summary>
    public void Take(PodMember member, KubernetesResource objects)
    {
        if (objects.Workload is { } workload)
        {
            _taken[member] = workload.PodTemplate.Spec;
            PodContainers.WarnOfLostSettings(member, workload.PodTemplate.Spec, report);
            objects.Workload = null;
        }

        if (objects.Service is { } service && MainLabels() is { } labels)
        {
            PodContainers.Clean(service);
            service.Spec.Selector = labels;
        }
    }

    /// <summary>
    /// Completes the pod of the main.
    /// </summary>
    public void Complete(KubernetesResource objects)
    {
        if (objects.Workload?.PodTemplate.Spec is not { Containers: [var own, ..] } spec)
        {
            return;
        }

        own.Name = ContainerName(pod.Main);
        PodContainers.Clean(own, keepPortNames: true);
        _volumes.Mount(pod.Main, own);
        foreach (var member in pod.Members.Where(_taken.ContainsKey))
        {
            var taken = _taken[member];
            spec.InitContainers.AddRange(taken.InitContainers);
            (member.GatesMain ? spec.InitContainers : spec.Containers).AddRange(taken.Containers);
            _volumes.Unite(member, taken.Volumes, spec, report);
        }

        if (objects.Service is { } service)
        {
            PodContainers.Clean(service);
        }

        _volumes.AddTo(spec, objects);
        spec.ShareProcessNamespace = pod.Members.Any(member => member.SharesProcesses) ? true : spec.ShareProcessNamespace;
        spec.TerminationGracePeriodSeconds = KubernetesChecks.GraceSeconds(pod) ?? spec.TerminationGracePeriodSeconds;
    }

    private static bool IsNativeSidecar(PodMember member) => member is { Role: PodMemberRole.Sidecar, GatesMain: true };

    /// <summary>The short name, unless the main has it.</summary>
    private string ContainerName(PodMember member)
    {
        var isMains = member.Role != PodMemberRole.Main && string.Equals(member.Name, pod.Main.Name, StringComparison.OrdinalIgnoreCase);
        return (isMains ? member.Resource.Name : member.Name).ToLowerInvariant();
    }

    private Dictionary<string, string>? MainLabels() =>
        pod.Main.Resource.GetDeploymentTargetAnnotation(environment)?.DeploymentTarget is KubernetesResource { Workload: { } workload }
            ? new(workload.PodTemplate.Metadata.Labels)
            : null;
}
