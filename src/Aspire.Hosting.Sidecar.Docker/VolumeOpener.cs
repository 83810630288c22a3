using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// Opens the volumes of a pod to every user before anything starts: a new volume on disk belongs to root, and members run as users of their own.
/// </summary>
internal static class VolumeOpener
{
    /// <summary>Any image with <c>chmod</c> will do; who runs the file can name another.</summary>
    private const string Image = "${SIDECAR_VOLUMES_IMAGE:-docker.io/library/busybox:stable}";

    public static void Add(PodPlan pod, ComposeFile file)
    {
        PodVolume[] volumes = [.. pod.Volumes.Where(volume => !ComposeVolumes.IsInMemory(volume) && file.Volumes.ContainsKey(ComposeVolumes.Name(pod, volume)))];
        if (volumes.Length == 0)
        {
            return;
        }

        var service = Service(pod, volumes, Name(pod, file));
        file.Services.Add(service.Name, service);
        foreach (var member in volumes.SelectMany(volume => volume.Mounts).Select(mount => mount.Member.Resource).Distinct())
        {
            if (file.Services.TryGetValue(ComposeTarget.ServiceName(member), out var waiter))
            {
                waiter.DependsOn.TryAdd(service.Name, new() { Condition = "service_completed_successfully" });
            }
        }
    }

    private static Service Service(PodPlan pod, PodVolume[] volumes, string name) => new()
    {
        Name = name,
        Image = Image,
        Entrypoint = ["chmod"],
        Command = ["0777", .. volumes.Select(Path)],
        User = "0",
        Volumes = [.. volumes.Select(volume => Mount(ComposeVolumes.Name(pod, volume), Path(volume)))],
        NetworkMode = "none",
        Restart = "no",
    };

    private static Volume Mount(string volume, string path) => new() { Name = volume, Type = "volume", Source = volume, Target = path };

    private static string Path(PodVolume volume) => $"/volumes/{volume.Name}".ToLowerInvariant();

    private static string Name(PodPlan pod, ComposeFile file)
    {
        var name = $"{ComposeTarget.ServiceName(pod.Main.Resource)}-volumes";
        while (file.Services.ContainsKey(name))
        {
            name += "-open";
        }

        return name;
    }
}
