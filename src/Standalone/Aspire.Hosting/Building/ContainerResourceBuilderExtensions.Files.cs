using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Mounts a volume.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name of the volume; <see langword="null"/> for an anonymous one.</param>
    /// <param name="target">The path in the container.</param>
    /// <param name="isReadOnly">Whether the container can only read it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An anonymous volume is read-only.</exception>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Mounts an anonymous volume.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="target">The path in the container.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target) where T : ContainerResource
        => builder.WithVolume(name: null, target);

    /// <summary>Mounts a folder or file of the machine.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="source">The path on the machine, absolute or relative to the folder of the AppHost.</param>
    /// <param name="target">The path in the container.</param>
    /// <param name="isReadOnly">Whether the container can only read it.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);

        var path = Path.IsPathRooted(source) ? source : Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithAnnotation(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Puts files into the container before it starts.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container.</param>
    /// <param name="entries">The files and folders.</param>
    /// <param name="defaultOwner">The user id of files without an owner of their own; root when omitted.</param>
    /// <param name="defaultGroup">The group id of files without a group of their own; root when omitted.</param>
    /// <param name="umask">The permissions that files without permissions of their own do not get.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, IEnumerable<ContainerFileSystemItem> entries, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(entries);

        return builder.WithContainerFiles(destinationPath, (_, _) => Task.FromResult(entries), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts files into the container before it starts.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container.</param>
    /// <param name="callback">Makes the files and folders at every start.</param>
    /// <param name="defaultOwner">The user id of files without an owner of their own; root when omitted.</param>
    /// <param name="defaultGroup">The group id of files without a group of their own; root when omitted.</param>
    /// <param name="umask">The permissions that files without permissions of their own do not get.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(destinationPath);
        ArgumentNullException.ThrowIfNull(callback);

        return builder.WithAnnotation(new ContainerFileSystemCallbackAnnotation
        {
            DestinationPath = destinationPath,
            Callback = callback,
            DefaultOwner = defaultOwner,
            DefaultGroup = defaultGroup,
            Umask = umask,
        });
    }

    /// <summary>Puts files of the machine into the container before it starts. A published container mounts them.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container.</param>
    /// <param name="sourcePath">A folder or file, absolute or relative to the folder of the AppHost.</param>
    /// <param name="defaultOwner">The user id of the files; root when omitted.</param>
    /// <param name="defaultGroup">The group id of the files; root when omitted.</param>
    /// <param name="umask">The permissions that the files do not get.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">There is nothing at the source path.</exception>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, string sourcePath, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sourcePath);

        var fullPath = Path.GetFullPath(sourcePath, builder.ApplicationBuilder.AppHostDirectory);
        if (!Path.Exists(fullPath))
        {
            throw new InvalidOperationException($"The source path '{fullPath}' does not exist. Ensure the path is correct and accessible.");
        }

        return builder.ApplicationBuilder.ExecutionContext.IsRunMode
            ? builder.WithContainerFiles(
                destinationPath,
                (_, _) => Task.FromResult(ContainerDirectory.GetFileSystemItemsFromPath(fullPath, searchOptions: SearchOption.AllDirectories)),
                defaultOwner,
                defaultGroup,
                umask)
            : builder.WithBindMount(fullPath, destinationPath, isReadOnly: true);
    }
}
