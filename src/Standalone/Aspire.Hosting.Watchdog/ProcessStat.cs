namespace Aspire.Hosting.Watchdog;

/// <summary>What the kernel says of a process.</summary>
/// <param name="Id">The process id.</param>
/// <param name="GroupId">The id of its process group.</param>
/// <param name="Started">When it started, in clock ticks since the machine did.</param>
/// <param name="IsZombie">Whether it has ended and only waits for its parent to notice.</param>
internal readonly record struct ProcessStat(int Id, int GroupId, long Started, bool IsZombie);
