namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>What a process uses.</summary>
/// <param name="StartedAt">When it was started, in nanoseconds since 1970.</param>
/// <param name="UserTime">Seconds of processor time in the program.</param>
/// <param name="SystemTime">Seconds of processor time in the system for it.</param>
/// <param name="Memory">Bytes of physical memory.</param>
/// <param name="VirtualMemory">Bytes of address space.</param>
/// <param name="Threads">How many threads it has.</param>
/// <param name="OpenFiles">How many files, connections and the like it has open; null when the system does not tell.</param>
internal sealed record ProcessFigures(ulong StartedAt, double UserTime, double SystemTime, long Memory, long VirtualMemory, int Threads, int? OpenFiles);
