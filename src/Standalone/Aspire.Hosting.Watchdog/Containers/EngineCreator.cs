using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Watchdog.Containers;

/// <summary>The process that made something with a container engine, as the labels on it say.</summary>
/// <param name="ProcessId">The process id.</param>
/// <param name="StartTime">When the process was started.</param>
internal sealed record EngineCreator(int ProcessId, string StartTime)
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffK";
    private const int MillisecondsPerTick = 10;

    private static readonly TimeSpan BootClockTolerance = TimeSpan.FromMilliseconds(MillisecondsPerTick);

    // .NET works a start time out from the time of day, the uptime and clock ticks, so that two looks differ a little.
    private static readonly TimeSpan WallClockTolerance = TimeSpan.FromSeconds(2);

    public static EngineCreator Of(ProcessIdentity process)
    {
        var started = OperatingSystem.IsLinux()
            ? SinceBoot(process.Started)
            : new DateTimeOffset(process.Started * TimeSpan.TicksPerSecond, TimeSpan.Zero);

        return new EngineCreator(process.Id, started.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
    }

    public static EngineCreator? Parse(string processId, string startTime)
        => int.TryParse(processId, CultureInfo.InvariantCulture, out var id) && TryParseTime(startTime, out _) ? new EngineCreator(id, startTime) : null;

    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive()
        => TryParseTime(StartTime, out var expected)
            && (IsSinceBoot(expected) ? ReadStartTime(ProcessId) : ReadWallClock(ProcessId)) is { } actual
            && IsSame(expected, actual);

    /// <summary>Whether both are the same process, however their start times were worked out.</summary>
    public bool IsSameAs(EngineCreator other)
        => ProcessId == other.ProcessId
            && TryParseTime(StartTime, out var mine)
            && TryParseTime(other.StartTime, out var others)
            && (IsSinceBoot(mine) != IsSinceBoot(others) || IsSame(mine, others));

    private static bool IsSame(DateTimeOffset first, DateTimeOffset second)
        => (first - second).Duration() <= (IsSinceBoot(first) ? BootClockTolerance : WallClockTolerance);

    // Linux knows start times as ticks since the machine started. Aspire's orchestrator writes them as times in the year 1,
    // where no process can have started, and they are immune to changes of the clock.
    private static bool IsSinceBoot(DateTimeOffset time) => time.Year == 1;

    private static DateTimeOffset? ReadStartTime(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ReadWallClock(processId);
        }

        return ProcFileSystem.TryRead(processId, out var process) && !process.IsZombie
            ? SinceBoot(process.Started)
            : null;
    }

    private static DateTimeOffset SinceBoot(long ticks) => DateTimeOffset.MinValue.AddMilliseconds(ticks * MillisecondsPerTick);

    private static DateTimeOffset? ReadWallClock(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return new DateTimeOffset(process.StartTime.ToUniversalTime());
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static bool TryParseTime(string text, out DateTimeOffset time)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
