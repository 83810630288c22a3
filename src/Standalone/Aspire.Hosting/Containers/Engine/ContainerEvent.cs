namespace Aspire.Hosting.Containers.Engine;

/// <summary>Something that happened to a container.</summary>
/// <param name="ContainerId">The container.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ExitCode">The exit code, if it has ended.</param>
/// <param name="Time">When, in nanoseconds; 0 when the engine does not say.</param>
internal sealed record ContainerEvent(string ContainerId, ContainerEventKind Kind, int? ExitCode = null, long Time = 0);
