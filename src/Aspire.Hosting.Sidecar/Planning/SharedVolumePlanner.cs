using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Gathers the mounts of a pod's members into volumes.
/// </summary>
internal static class SharedVolumePlanner
{
    public static ImmutableArray<PodVolume> Plan(PodMember main, ImmutableArray<PodMember> members, List<string> errors)
    {
        var mounts = members.Prepend(main)
            .SelectMany(member => member.Resource.Annotations.OfType<SharedVolumeAnnotation>().Select(mount => (Member: member, Mount: mount)))
            .GroupBy(mounted => mounted.Mount.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();

        foreach (var lonely in mounts.Where(volume => volume.Count() == 1 && !IsMountedByRemoved(volume.Key)))
        {
            var similar = mounts.Where(volume => volume.Count() > 1).Select(volume => volume.Key).Where(name => IsSimilar(name, lonely.Key))
                .MinBy(name => Distance(name, lonely.Key));
            errors.Add(SidecarDiagnostics.LonelyVolume(main.Name, lonely.Single().Member.Resource.Name, lonely.Key, similar));
        }

        return [.. mounts.Select(volume => PlanVolume(main, volume.Key, [.. volume], errors))];

        // Who shared it with the one that is left was removed from the model, and on purpose.
        bool IsMountedByRemoved(string name) => main.Resource.GetPodMembers()
            .Where(attached => members.All(member => member.Resource != attached.Resource))
            .Any(attached => attached.Resource.Annotations.OfType<SharedVolumeAnnotation>().Any(mount => string.Equals(mount.Name, name, StringComparison.OrdinalIgnoreCase)));
    }

    private static PodVolume PlanVolume(
        PodMember main, string name, ImmutableArray<(PodMember Member, SharedVolumeAnnotation Mount)> mounts, List<string> errors)
    {
        var volume = new PodVolume(name, [.. mounts.Select(m => new PodMount(m.Member, m.Mount.Path, m.Mount.IsReadOnly, m.Mount.EnvironmentVariable))])
        {
            Medium = Agreed(nameof(SharedVolumeOptions.Medium), mount => mount.Medium) ?? SharedVolumeMedium.Disk,
            Lifetime = Agreed(nameof(SharedVolumeOptions.Lifetime), mount => mount.Lifetime) ?? SharedVolumeLifetime.Ephemeral,
            SizeLimit = Agreed(nameof(SharedVolumeOptions.SizeLimit), mount => mount.SizeLimit),
        };
        if (volume is { Medium: SharedVolumeMedium.Memory, Lifetime: SharedVolumeLifetime.Persistent })
        {
            errors.Add(SidecarDiagnostics.PersistentMemory(main.Name, name));
        }

        CheckMounts(volume, errors);
        return KeptWithItsMembers(main, volume, mounts.Any(m => m.Mount.Lifetime == SharedVolumeLifetime.Ephemeral), errors);

        T? Agreed<T>(string option, Func<SharedVolumeAnnotation, T?> read)
            where T : struct
        {
            var said = mounts.Where(m => read(m.Mount) is not null).ToArray();
            if (said.FirstOrDefault(m => !Equals(read(m.Mount), read(said[0].Mount))) is { Member: { } other })
            {
                errors.Add(SidecarDiagnostics.ConflictingVolumeOptions(main.Name, name, option, said[0].Member.Resource.Name, other.Resource.Name));
            }

            return said.Length > 0 ? read(said[0].Mount) : null;
        }
    }

    private static void CheckMounts(PodVolume volume, List<string> errors)
    {
        foreach (var mount in volume.Mounts.Where(mount => mount.Member.IsContainer))
        {
            if (mount.Member.Resource.Annotations.OfType<ContainerMountAnnotation>().Any(other => other.Target.TrimEnd('/') == mount.Path))
            {
                errors.Add(ModelDiagnostics.MountedTwice(mount.Member.Resource.Name, volume.Name, mount.Path));
            }
        }
    }

    /// <summary>
    /// A member that outlives the application keeps what it has mounted.
    /// </summary>
    private static PodVolume KeptWithItsMembers(PodMember main, PodVolume volume, bool isSaidToBeEphemeral, List<string> errors)
    {
        if (volume.Mounts.FirstOrDefault(mount => mount.Member.IsPersistent) is not { } persistent)
        {
            return volume;
        }

        if (isSaidToBeEphemeral)
        {
            errors.Add(ModelDiagnostics.EphemeralOfPersistent(main.Name, volume.Name, persistent.Member.Resource.Name));
        }

        return volume with { Lifetime = SharedVolumeLifetime.Persistent };
    }

    /// <summary>A typing error or two, not another word.</summary>
    private static bool IsSimilar(string a, string b) =>
        Distance(a, b) <= Math.Max(1, Math.Min(a.Length, b.Length) / 3)
        || a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase);

    /// <summary>The Levenshtein distance, without case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
