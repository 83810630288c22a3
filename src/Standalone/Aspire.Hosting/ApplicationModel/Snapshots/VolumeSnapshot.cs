using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A volume or bind mount of a resource.</summary>
/// <param name="Source">The name of the volume or the path on the machine.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="MountType">The kind of mount.</param>
/// <param name="IsReadOnly">Whether the container can only read it.</param>
[DebuggerDisplay("{Source,nq} at {Target,nq}")]
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
