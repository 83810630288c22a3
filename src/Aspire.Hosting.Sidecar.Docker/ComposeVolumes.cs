using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// The volumes of pods as named volumes.
/// </summary>
internal static class ComposeVolumes
{
    public static void Mount(PodPlan pod, PublishReport report)
    {
        foreach (var volume in pod.Volumes)
        {
            foreach (var mount in volume.Mounts)
            {
                mount.Member.Resource.Annotations.Add(new ContainerMountAnnotation(Name(pod, volume), mount.Path, ContainerMountType.Volume, mount.IsReadOnly));
            }

            if (volume.Medium == SharedVolumeMedium.Memory && InitMember(volume) is { } init)
            {
                report.Warn(PublishDiagnostics.InitIntoMemory(pod.Main.Name, volume.Name, init.Resource.Name));
            }

            if (volume.SizeLimit is not null && !IsInMemory(volume))
            {
                var remedy = volume.Medium == SharedVolumeMedium.Memory ? "A volume in memory to which no init container writes has one." : "Use a volume in memory, or limit the disk of the machine.";
                report.Warn(PublishDiagnostics.NotExpressible(pod.Main.Name, $"the size limit of shared volume '{volume.Name}'", ComposeTarget.Name, remedy));
            }
        }
    }

    /// <summary>
    /// Puts the volumes in memory there, open to every user as those on disk are: https://docs.docker.com/engine/storage/volumes/#create-a-volume-using-a-volume-driver.
    /// </summary>
    public static void Configure(PodPlan pod, ComposeFile file)
    {
        foreach (var volume in pod.Volumes.Where(IsInMemory))
        {
            if (file.Volumes.TryGetValue(Name(pod, volume), out var published) && published.DriverOpts.Count == 0)
            {
                var size = volume.SizeLimit is { } bytes ? string.Create(CultureInfo.InvariantCulture, $",size={bytes}") : "";
                published.DriverOpts = new() { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = $"mode=0777{size}" };
            }
        }
    }

    /// <summary>Resource names have no underscore, so that names of two pods cannot meet.</summary>
    public static string Name(PodPlan pod, PodVolume volume) => $"{pod.Main.Name}_{volume.Name}".ToLowerInvariant();

    public static bool IsInMemory(PodVolume volume) => volume.Medium == SharedVolumeMedium.Memory && InitMember(volume) is null;

    private static PodMember? InitMember(PodVolume volume) => volume.Mounts.FirstOrDefault(mount => mount.Member.Role == PodMemberRole.InitContainer)?.Member;
}
