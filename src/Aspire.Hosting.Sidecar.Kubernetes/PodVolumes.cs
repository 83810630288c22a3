using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// The shared volumes of a pod: folders that are empty when it starts, or claims.
/// </summary>
internal sealed class PodVolumes(PodPlan pod, KubernetesEnvironmentResource environment)
{
    /// <summary>
    /// The group that a claimed volume belongs to, so that members that run as users of their own can write; what Aspire takes for its persistent volumes. Folders that are empty when the pod starts
    /// are open to everyone: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/.
    /// </summary>
    private const long Group = 2000;

    /// <summary>Names of volumes that members have for themselves.</summary>
    private readonly HashSet<string> _own =
        [.. pod.Members.Prepend(pod.Main).SelectMany(member => member.Resource.Annotations.OfType<ContainerMountAnnotation>()).Select(mount => mount.Source ?? "")];

    public void Mount(PodMember member, ContainerV1 container)
    {
        foreach (var volume in pod.Volumes)
        {
            container.VolumeMounts.AddRange(volume.Mounts.Where(mount => mount.Member.Resource == member.Resource)
                .Select(mount => new VolumeMountV1 { Name = Name(volume), MountPath = mount.Path, ReadOnly = mount.IsReadOnly ? true : null }));
        }
    }

    /// <summary>
    /// Adds the volumes of a member. One name is one volume: that is meant where members name a volume of the container (<c>WithVolume</c>), but not where the user has added two.
    /// </summary>
    public void Unite(PodMember member, IEnumerable<VolumeV1> volumes, PodSpecV1 spec, PublishReport report)
    {
        foreach (var volume in volumes)
        {
            if (!_own.Contains(volume.Name) && (pod.Volumes.Any(shared => Name(shared) == volume.Name) || spec.Volumes.Any(known => known.Name == volume.Name)))
            {
                report.Warn(PublishDiagnostics.NotExpressible(
                    member.Resource.Name, $"the volume '{volume.Name}'", KubernetesTarget.Name, "The pod has another volume of that name: give it one of its own in PublishAsKubernetesService."));
            }
            else if (spec.Volumes.All(known => known.Name != volume.Name))
            {
                spec.Volumes.Add(volume);
            }
        }
    }

    public void AddTo(PodSpecV1 spec, KubernetesResource main)
    {
        foreach (var volume in pod.Volumes)
        {
            if (volume.Lifetime == SharedVolumeLifetime.Persistent)
            {
                var claim = Claim(volume);
                main.AdditionalResources.Add(claim);
                spec.Volumes.Add(new() { Name = Name(volume), PersistentVolumeClaim = new() { ClaimName = claim.Metadata.Name } });
                spec.SecurityContext ??= new() { FsGroup = Group, FsGroupChangePolicy = "OnRootMismatch" };
            }
            else
            {
                var medium = volume.Medium == SharedVolumeMedium.Memory ? "Memory" : null;
                spec.Volumes.Add(new() { Name = Name(volume), EmptyDir = new() { Medium = medium, SizeLimit = volume.SizeLimit is { } bytes ? KubernetesLimits.Size(bytes) : null } });
            }
        }
    }

    private PersistentVolumeClaim Claim(PodVolume volume)
    {
        var claim = new PersistentVolumeClaim();
        claim.Metadata.Name = string.Create(CultureInfo.InvariantCulture, $"{pod.Main.Name}-{Name(volume)}-pvc").ToLowerInvariant();
        claim.Spec.AccessModes.Add(environment.DefaultStorageReadWritePolicy);
        claim.Spec.Resources.Requests["storage"] = volume.SizeLimit is { } bytes ? KubernetesLimits.Size(bytes) : environment.DefaultStorageSize;
        if (environment.DefaultStorageClassName is { Length: > 0 } storageClass)
        {
            claim.Spec.StorageClassName = storageClass;
        }

        return claim;
    }

    private string Name(PodVolume volume)
    {
        var name = volume.Name.ToLowerInvariant();
        while (_own.Contains(name))
        {
            name = $"pod-{name}";
        }

        return name;
    }
}
