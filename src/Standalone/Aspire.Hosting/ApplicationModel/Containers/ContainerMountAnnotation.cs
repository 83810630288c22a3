using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Mounts a volume or a part of the machine's file system into a container.</summary>
[DebuggerDisplay("{Type} {Source,nq} at {Target,nq}")]
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>Initializes a mount.</summary>
    /// <param name="source">The name of the volume, or the absolute path on the machine. A volume without a name is anonymous.</param>
    /// <param name="target">The path in the container.</param>
    /// <param name="type">The kind of mount.</param>
    /// <param name="isReadOnly">Whether the container can only read it.</param>
    /// <exception cref="ArgumentException">A bind mount has no absolute source, or an anonymous volume is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentNullException.ThrowIfNull(target);

        if (type == ContainerMountType.BindMount && string.IsNullOrEmpty(source))
        {
            throw new ArgumentNullException(nameof(source), "Bind mounts must specify a source path.");
        }

        if (type == ContainerMountType.BindMount && !Path.IsPathRooted(source))
        {
            throw new ArgumentException("Bind mounts must specify an absolute path.", nameof(source));
        }

        if (type == ContainerMountType.Volume && string.IsNullOrEmpty(source) && isReadOnly)
        {
            throw new ArgumentException("Anonymous volumes cannot be read-only.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>Gets the name of the volume, or the path on the machine.</summary>
    public string? Source { get; }

    /// <summary>Gets the path in the container.</summary>
    public string Target { get; }

    /// <summary>Gets the kind of mount.</summary>
    public ContainerMountType Type { get; }

    /// <summary>Gets whether the container can only read it.</summary>
    public bool IsReadOnly { get; }
}
