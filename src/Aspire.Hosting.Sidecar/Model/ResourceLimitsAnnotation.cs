namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The most that a container may use of the machine.
/// </summary>
/// <param name="cpus">Processors, such as 0.25 or 2, or <see langword="null"/> for no limit.</param>
/// <param name="memory">Bytes of memory, or <see langword="null"/> for no limit.</param>
/// <param name="processes">Processes and threads, or <see langword="null"/> for no limit.</param>
internal sealed class ResourceLimitsAnnotation(double? cpus, long? memory, int? processes) : IResourceAnnotation
{
    /// <summary>Gets the limit of processors, or <see langword="null"/>.</summary>
    public double? Cpus { get; } = cpus;

    /// <summary>Gets the limit of memory in bytes, or <see langword="null"/>.</summary>
    public long? Memory { get; } = memory;

    /// <summary>Gets the limit of processes and threads, or <see langword="null"/>.</summary>
    public int? Processes { get; } = processes;
}
