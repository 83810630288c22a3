using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting;

/// <summary>
/// Limits what a container may use of the machine.
/// </summary>
public static class ResourceLimitsResourceBuilderExtensions
{
    /// <summary>
    /// The least memory that the Docker engine accepts: https://docs.docker.com/engine/containers/resource_constraints/
    /// </summary>
    private const long MinMemory = 6L << 20;

    /// <summary>
    /// Limits processors, memory and processes. The last call wins as a whole.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">Any container, main or sidecar or neither; or a project that becomes one when it is published.</param>
    /// <param name="cpus">Processors, more than 0, such as 0.25 or 2; <see langword="null"/> for no limit.</param>
    /// <param name="memory">
    /// Memory, at least 6 MiB, in the notation of Compose (<c>64m</c>, <c>1gb</c>: powers of 1,024) or Kubernetes (<c>64Mi</c>, <c>1G</c>);
    /// <see langword="null"/> for no limit.
    /// </param>
    /// <param name="processes">Processes and threads, at least 1; <see langword="null"/> for no limit.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">A limit is malformed or not positive.</exception>
    /// <remarks>
    /// In run mode they are limits of the container engine; for a resource that runs as a process on the host they apply only when it is published,
    /// and one message says so. In publish mode they become <c>deploy.resources.limits</c> (Compose) and <c>resources</c> (Kubernetes).
    /// </remarks>
    /// <example>
    /// <code>
    /// shipper.WithResourceLimits(cpus: 0.25, memory: "64m", processes: 32);
    /// </code>
    /// </example>
    public static IResourceBuilder<T> WithResourceLimits<T>(
        this IResourceBuilder<T> builder, double? cpus = null, string? memory = null, int? processes = null)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        var name = builder.Resource.Name;
        if (cpus is { } number && !(number > 0 && double.IsFinite(number)))
        {
            throw new ArgumentOutOfRangeException(nameof(cpus), cpus, SidecarDiagnostics.NonPositiveLimit(name, "CPU"));
        }

        if (processes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(processes), processes, SidecarDiagnostics.NonPositiveLimit(name, "process"));
        }

        var bytes = memory is null
            ? (long?)null
            : MemorySize.Parse(memory) ?? throw new ArgumentException(SidecarDiagnostics.MalformedSize(name, memory), nameof(memory));
        if (bytes < MinMemory)
        {
            throw new ArgumentOutOfRangeException(nameof(memory), memory, SidecarDiagnostics.TooLittleMemory(name, memory!));
        }

        SidecarServices.Add(builder.ApplicationBuilder);
        return builder.WithAnnotation(new ResourceLimitsAnnotation(cpus, bytes, processes), ResourceAnnotationMutationBehavior.Replace);
    }
}
