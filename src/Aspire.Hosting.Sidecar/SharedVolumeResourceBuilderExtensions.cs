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
    /// Mounts a volume of the pod.
    /// </summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="builder">A main, a sidecar or an init container, attached or to be attached.</param>
    /// <param name="name">The volume's name: ASCII letters, digits and hyphens, at most 63. Members that mount the same name share it.</param>
    /// <param name="path">The absolute path of the volume in this member's container.</param>
    /// <param name="isReadOnly"><see langword="true"/> if this member only reads. It binds containers; a process on the host is not held to it.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name, the path or an option is malformed, this member mounts the volume or the path already, or the application is built already.
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
    ///     .WithSharedVolume("state", "/state", configure: volume => volume.Lifetime = SharedVolumeLifetime.Persistent)
    ///     .WithSidecar("shipper", "fluent/fluent-bit", "5.1.2", shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> WithSharedVolume<T>(
        this IResourceBuilder<T> builder, string name, string path, bool isReadOnly = false, Action<SharedVolumeOptions>? configure = null)
        where T : IComputeResource, IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(path);

        var resource = builder.Resource;
        if (name.Length is 0 or > MaxNameLength || name[0] == '-' || name[^1] == '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException(SidecarDiagnostics.VolumeName(resource.Name, name), nameof(name));
        }

        var target = MountPaths.Normalize(path) ?? throw new ArgumentException(SidecarDiagnostics.MountPath(resource.Name, name, path), nameof(path));
        if (Mounts(resource).FirstOrDefault(mount => IsSame(mount.Name, name) || mount.Path == target) is { } taken)
        {
            throw new ArgumentException(SidecarDiagnostics.DuplicateMount(resource.Name, taken.Name, taken.Path, name, target), nameof(path));
        }

        SharedVolumeOptions options = new();
        configure?.Invoke(options);
        var sizeLimit = CheckOptions(resource, name, options, nameof(configure));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new SharedVolumeAnnotation(name, target, isReadOnly, options, sizeLimit));
    }

    /// <summary>
    /// Returns the size limit in bytes.
    /// </summary>
    private static long? CheckOptions(IResource resource, string name, SharedVolumeOptions options, string parameterName)
    {
        CheckDefined(options.Medium, parameterName);
        CheckDefined(options.Lifetime, parameterName);
        if (options.EnvironmentVariable is { } variable)
        {
            CheckVariable(resource, name, variable, parameterName);
        }

        return options.SizeLimit is null
            ? null
            : MemorySize.Parse(options.SizeLimit) ?? throw new ArgumentException(SidecarDiagnostics.MalformedSize(resource.Name, options.SizeLimit), parameterName);
    }

    private static void CheckDefined<T>(T? value, string parameterName)
        where T : struct, Enum
    {
        if (value is { } chosen)
        {
            Bounded.CheckDefined(chosen, parameterName);
        }
    }

    /// <summary>What Kubernetes takes: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables</summary>
    private static void CheckVariable(IResource resource, string name, string variable, string parameterName)
    {
        if (variable.Length == 0 || char.IsAsciiDigit(variable[0]) || !variable.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
        {
            throw new ArgumentException(CallDiagnostics.MalformedVariable(resource.Name, name, variable), parameterName);
        }

        if (Mounts(resource).FirstOrDefault(mount => IsSame(mount.EnvironmentVariable, variable)) is { } other)
        {
            throw new ArgumentException(CallDiagnostics.VariableOfTwoVolumes(resource.Name, variable, other.Name, name), parameterName);
        }
    }

    private static IEnumerable<SharedVolumeAnnotation> Mounts(IResource resource) => resource.Annotations.OfType<SharedVolumeAnnotation>();

    private static bool IsSame(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
