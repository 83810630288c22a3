using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// The labels by which Aspire's orchestrator finds, at its next start, what an AppHost that was killed has left behind:
/// https://github.com/microsoft/dcp (resource harvester).
/// </summary>
internal static class EngineLabels
{
    private const string Prefix = "com.microsoft.developer.usvc-dev.";

    public static IReadOnlyList<string> Arguments { get; } = Create();

    private static string[] Create() =>
    [
        "--label", $"{Prefix}persistent=false",
        "--label", $"{Prefix}creatorProcessId={Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}",
        "--label", $"{Prefix}creatorProcessStartTime={StartTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}",
    ];

    /// <summary>
    /// On Linux the orchestrator compares the time since boot, written as a time in the year 1; with another one it would take what runs for orphaned.
    /// </summary>
    private static DateTime StartTime()
    {
        if (OperatingSystem.IsLinux())
        {
            // proc(5): the 22nd field, in clock ticks; the 2nd, a name in parentheses, may have spaces.
            const int StartTimeAfterName = 19;
            const int MillisecondsPerTick = 10;
            var stat = File.ReadAllText("/proc/self/stat");
            var ticks = long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTimeAfterName], CultureInfo.InvariantCulture);
            return DateTime.MinValue.AddMilliseconds(ticks * MillisecondsPerTick);
        }

        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
