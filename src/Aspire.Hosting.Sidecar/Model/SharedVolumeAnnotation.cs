namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Says that a member of a pod mounts a volume of the pod.
/// </summary>
public sealed class SharedVolumeAnnotation : IResourceAnnotation
{
    internal SharedVolumeAnnotation(string name, string path, bool isReadOnly, SharedVolumeOptions options, long? sizeLimit)
    {
        Name = name;
        Path = path;
        Medium = options.Medium;
        Lifetime = options.Lifetime;
        EnvironmentVariable = options.EnvironmentVariable;
        IsReadOnly = isReadOnly;
        SizeLimit = sizeLimit;
    }

    /// <summary>Gets the volume's name, unique in the pod.</summary>
    public string Name { get; }

    /// <summary>Gets the absolute path in the container. A process on the host sees the volume elsewhere: see <c>SIDECAR_VOLUME_{NAME}</c>.</summary>
    public string Path { get; }

    /// <summary>Gets where the files are kept, or <see langword="null"/> if this member does not say.</summary>
    public SharedVolumeMedium? Medium { get; }

    /// <summary>Gets how long the files are kept, or <see langword="null"/> if this member does not say.</summary>
    public SharedVolumeLifetime? Lifetime { get; }

    /// <summary>Gets the size limit in bytes, or <see langword="null"/> if this member does not say.</summary>
    public long? SizeLimit { get; }

    /// <summary>Gets a further environment variable for the path, or <see langword="null"/>.</summary>
    public string? EnvironmentVariable { get; }

    /// <summary>Gets a value indicating whether this member only reads.</summary>
    public bool IsReadOnly { get; }
}
