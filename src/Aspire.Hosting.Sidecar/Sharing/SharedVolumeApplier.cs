using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Running.Engine;

namespace Aspire.Hosting.Sidecar.Sharing;

/// <summary>
/// Mounts the shared volumes of a pod in its members, and tells each member where it sees them.
/// </summary>
internal sealed class SharedVolumeApplier(SharedFolders folders, EngineVolumes engineVolumes)
{
    public void Apply(PodPlan pod)
    {
        foreach (var volume in pod.Volumes)
        {
            var source = volume.IsHostFolder ? folders.Prepare(pod.Main.Name, volume) : engineVolumes.Name(pod, volume);
            foreach (var mount in volume.Mounts)
            {
                Mount(volume, mount, source);
            }
        }
    }

    private static void Mount(PodVolume volume, PodMount mount, string source)
    {
        var annotations = mount.Member.Resource.Annotations;
        if (mount.Member.IsContainer)
        {
            var type = volume.IsHostFolder ? ContainerMountType.BindMount : ContainerMountType.Volume;
            annotations.Add(new ContainerMountAnnotation(source, mount.Path, type, mount.IsReadOnly));
        }

        var seen = mount.Member.IsContainer ? mount.Path : source;
        annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            context.EnvironmentVariables[SidecarVariables.Volume(volume.Name)] = seen;
            if (mount.EnvironmentVariable is { } variable)
            {
                context.EnvironmentVariables[variable] = seen;
            }
        }));
    }
}
