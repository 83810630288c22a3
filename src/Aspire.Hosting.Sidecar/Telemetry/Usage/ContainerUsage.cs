namespace Aspire.Hosting.Sidecar.Telemetry.Usage;

/// <summary>
/// What a container uses of the machine at one moment.
/// </summary>
/// <param name="Id">The id of the container, or its beginning.</param>
/// <param name="Name">The name of the container.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Processes">Processes and threads.</param>
internal sealed record ContainerUsage(string Id, string Name, double Cpus, long Memory, int Processes)
{
    /// <summary>Whether this is of the container that <paramref name="container"/> names.</summary>
    public bool IsOf(string container) => Name == container || container.StartsWith(Id, StringComparison.Ordinal);
}
