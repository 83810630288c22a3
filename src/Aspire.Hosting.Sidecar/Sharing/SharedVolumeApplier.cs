using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Sidecar.Sharing;

/// <summary>
/// Mounts the shared volumes of a pod in its members, and tells each member where it sees them.
/// </summary>
internal sealed class SharedVolumeApplier(SharedFolders folders, IConfiguration configuration)
{
    public void Apply(PodPlan pod)
    {
        foreach (var volume in pod.Volumes)
        {
            var source = volume.IsHostFolder ? folders.Prepare(pod.Main.Name, volume) : EngineVolume(pod, volume);
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

    /// <summary>
    /// A name that belongs to this AppHost: two checkouts of one application must not share volumes.
    /// </summary>
    private string EngineVolume(PodPlan pod, PodVolume volume)
    {
        var application = configuration["AppHost:Sha256"] is { Length: >= 10 } sha ? sha[..10].ToLowerInvariant() : "app";
        return $"sidecar-{application}-{pod.Main.Name}-{volume.Name}".ToLowerInvariant();
    }
}
