using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting;

/// <summary>
/// Shares files between the members of a pod.
/// </summary>
public static class SharedVolumeResourceBuilderExtensions
{
    /// <summary>
    /// The length of a DNS label, the name of a volume in Kubernetes:
    /// https://kubernetes.io/docs/concepts/storage/volumes/
    /// </summary>
    private const int MaxNameLength = 63;

    /// <summary>
    /// Mounts a volume of the pod, to read and write.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A main, a sidecar or an init container, attached or to be attached.</param>
    /// <param name="name">The volume's name: ASCII letters, digits and hyphens, at most 63. Members that mount the same name share it.</param>
    /// <param name="path">The absolute path of the volume in this member's container.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is malformed, the path is not absolute, or this member mounts the volume or the path already.
    /// </exception>
    /// <remarks>
    /// A volume exists once any member mounts it, and must have two members. In run mode it is a volume of the container engine if all its
    /// members are containers; with a project or an executable among them it is a folder on the host that every container user can
    /// write to. The variable <c>SIDECAR_VOLUME_{NAME}</c> has the path as each member sees it: programs should read it.
    /// In publish mode it is a named volume (Compose), an <c>emptyDir</c> or a claim (Kubernetes).
    /// </remarks>
    /// <example>
    /// <code>
    /// api.WithSharedVolume("logs", "/var/log/api")
    ///     .WithSidecar("shipper", "fluent/fluent-bit", "5.1.2", shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithSharedVolume<T>(this IResourceBuilder<T> builder, string name, string path)
        where T : IComputeResource, IResourceWithEnvironment
        => builder.WithSharedVolume(name, path, new SharedVolumeOptions());

    /// <summary>
    /// Mounts a volume of the pod.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A main, a sidecar or an init container, attached or to be attached.</param>
    /// <param name="name">The volume's name: ASCII letters, digits and hyphens, at most 63. Members that mount the same name share it.</param>
    /// <param name="path">The absolute path of the volume in this member's container.</param>
    /// <param name="isReadOnly"><see langword="true"/> if this member only reads.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is malformed, the path is not absolute, or this member mounts the volume or the path already.
    /// </exception>
    /// <remarks>See the overload without options.</remarks>
    public static IResourceBuilder<T> WithSharedVolume<T>(this IResourceBuilder<T> builder, string name, string path, bool isReadOnly)
        where T : IComputeResource, IResourceWithEnvironment
        => builder.WithSharedVolume(name, path, new SharedVolumeOptions { IsReadOnly = isReadOnly });

    /// <summary>
    /// Mounts a volume of the pod, with options.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A main, a sidecar or an init container, attached or to be attached.</param>
    /// <param name="name">The volume's name: ASCII letters, digits and hyphens, at most 63.</param>
    /// <param name="path">The absolute path of the volume in this member's container.</param>
    /// <param name="options">The options.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name or the size limit is malformed, the path is not absolute, or this member mounts the volume or the path already.
    /// </exception>
    /// <remarks>See the overload without options.</remarks>
    /// <example>
    /// <code>
    /// api.WithSharedVolume("state", "/state", new SharedVolumeOptions { Lifetime = SharedVolumeLifetime.Persistent });
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithSharedVolume<T>(this IResourceBuilder<T> builder, string name, string path, SharedVolumeOptions options)
        where T : IComputeResource, IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);

        var resource = builder.Resource;
        if (name.Length > MaxNameLength || name[0] == '-' || name[^1] == '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException(SidecarDiagnostics.VolumeName(resource.Name, name), nameof(name));
        }

        if (!path.StartsWith('/') || path.Split('/').Contains(".."))
        {
            throw new ArgumentException(SidecarDiagnostics.RelativePath(resource.Name, name, path), nameof(path));
        }

        var target = path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
        foreach (var mount in resource.Annotations.OfType<SharedVolumeAnnotation>())
        {
            if (mount.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || mount.Path == target)
            {
                throw new ArgumentException(SidecarDiagnostics.DuplicateMount(resource.Name, mount.Name, mount.Path, name, target), nameof(path));
            }
        }

        long? sizeLimit = options.SizeLimit is null
            ? null
            : MemorySize.Parse(options.SizeLimit) ?? throw new ArgumentException(SidecarDiagnostics.MalformedSize(resource.Name, options.SizeLimit), nameof(options));

        SidecarServices.Add(builder.ApplicationBuilder);
        return builder.WithAnnotation(new SharedVolumeAnnotation(name, target, options, sizeLimit));
    }
}
