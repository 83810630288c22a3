using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// A shared volume of a pod.
/// </summary>
internal sealed record PodVolume(string Name, ImmutableArray<PodMount> Mounts)
{
    public SharedVolumeMedium Medium { get; init; }

    public SharedVolumeLifetime Lifetime { get; init; }

    /// <summary>Bytes, or <see langword="null"/> for no limit.</summary>
    public long? SizeLimit { get; init; }

    /// <summary>Some member runs as a process, so the files must be in a folder on the host.</summary>
    public bool IsHostFolder => Mounts.Any(mount => !mount.Member.IsContainer);
}

/// <summary>
/// A member's mount of a shared volume.
/// </summary>
internal sealed record PodMount(PodMember Member, string Path, bool IsReadOnly, string? EnvironmentVariable);
