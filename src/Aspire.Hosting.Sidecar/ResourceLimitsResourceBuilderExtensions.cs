using System.Globalization;
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
    /// The least share of processors: a millisecond of the 100 that the kernel counts in. https://docs.kernel.org/scheduler/sched-bwc.html
    /// </summary>
    private const double MinCpus = 0.01;

    /// <summary>The most processors of a Linux kernel: https://www.kernel.org/doc/html/latest/admin-guide/cputopology.html</summary>
    private const double MaxCpus = 8192;

    /// <summary>Kubernetes counts in thousandths of a processor: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/</summary>
    private const int CpuDigits = 3;

    /// <summary>The most process identifiers of a Linux kernel, and of a cgroup: https://docs.kernel.org/admin-guide/cgroup-v2.html#pid</summary>
    private const int MaxProcesses = 4_194_304;

    /// <summary>
    /// Limits processors, memory and processes. The last call wins as a whole.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">Any container, main or sidecar or neither; or a project that becomes one when it is published.</param>
    /// <param name="cpus">Processors, from 0.01 to 8,192, such as 0.25 or 2, counted in thousandths; <see langword="null"/> for no limit.</param>
    /// <param name="memory">
    /// Memory, at least 6 MiB, in the notation of Compose (<c>64m</c>, <c>1gb</c>: powers of 1,024) or Kubernetes (<c>64Mi</c>, <c>1G</c>);
    /// <see langword="null"/> for no limit.
    /// </param>
    /// <param name="processes">Processes and threads, from 1 to 4,194,304; <see langword="null"/> for no limit.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">A limit is malformed or out of its range, or the application is built already.</exception>
    /// <remarks>
    /// In run mode they are limits of the container engine; for a resource that runs as a process on the host they apply only when it is published,
    /// and one message says so. In publish mode they become <c>deploy.resources.limits</c> (Compose) and <c>resources</c> (Kubernetes).
    /// </remarks>
    /// <example>
    /// <code>
    /// shipper.WithResourceLimits(cpus: 0.25, memory: "64m", processes: 32);
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> WithResourceLimits<T>(
        this IResourceBuilder<T> builder, double? cpus = null, string? memory = null, int? processes = null)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        var name = builder.Resource.Name;
        if (cpus is not null and not (>= MinCpus and <= MaxCpus))
        {
            throw OutOfRange(name, "CPU", cpus.Value, MinCpus, MaxCpus, nameof(cpus));
        }

        if (processes is not null and not (>= 1 and <= MaxProcesses))
        {
            throw OutOfRange(name, "process", processes.Value, 1, MaxProcesses, nameof(processes));
        }

        var bytes = memory is null
            ? (long?)null
            : MemorySize.Parse(memory) ?? throw new ArgumentException(SidecarDiagnostics.MalformedSize(name, memory), nameof(memory));
        if (bytes < MinMemory)
        {
            throw new ArgumentOutOfRangeException(nameof(memory), memory, SidecarDiagnostics.TooLittleMemory(name, memory!));
        }

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        var counted = cpus is { } number ? Math.Round(number, CpuDigits) : (double?)null;
        return builder.WithAnnotation(new ResourceLimitsAnnotation(counted, bytes, processes), ResourceAnnotationMutationBehavior.Replace);
    }

    private static ArgumentOutOfRangeException OutOfRange(string resource, string what, double value, double least, double most, string parameterName) =>
        new(parameterName, value, SidecarDiagnostics.LimitOutOfRange(resource, what, Text(value), Text(least), Text(most)));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
