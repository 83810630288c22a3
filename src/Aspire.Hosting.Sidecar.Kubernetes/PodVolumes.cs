using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Kubernetes;

/// <summary>
/// The shared volumes of a pod: folders that are empty when it starts, or claims.
/// </summary>
internal sealed class PodVolumes(PodPlan pod, KubernetesEnvironmentResource environment)
{
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

    public void AddTo(PodSpecV1 spec, KubernetesResource main)
    {
        foreach (var volume in pod.Volumes)
        {
            if (volume.Lifetime == SharedVolumeLifetime.Persistent)
            {
                var claim = Claim(volume);
                main.AdditionalResources.Add(claim);
                spec.Volumes.Add(new() { Name = Name(volume), PersistentVolumeClaim = new() { ClaimName = claim.Metadata.Name } });
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
