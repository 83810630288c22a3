using System.ComponentModel;
using System.Globalization;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Which run of which AppHost a container or volume belongs to, as the label that it carries: the machine, the process and when that started.
/// </summary>
internal sealed record EngineOwner(string Machine, int Process, long Started)
{
    public const string Label = "dev.aspire.sidecar.owner";
    private const char Separator = '/';

    public static EngineOwner Current { get; } = new(Environment.MachineName, Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>The arguments of the engine that set the label.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--label", $"{Label}={Current}"];

    /// <summary>Whether it is known that its process is gone. That of another machine may run, and so may one that this user must not look at.</summary>
    public bool HasEnded
    {
        get
        {
            try
            {
                return Machine == Environment.MachineName && StartOf(Process) != Started;
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or Win32Exception)
            {
                return false;
            }
        }
    }

    public static EngineOwner? Parse(string label) =>
        label.Split(Separator) is [{ Length: > 0 } machine, var process, var started]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new(machine, id, start)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}{Separator}{Process}{Separator}{Started}");

    /// <summary>When a process started, or <see langword="null"/> if there is none of that number. On Linux in ticks since boot, which no change of the clock moves.</summary>
    private static long? StartOf(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // proc(5): the 22nd field; the 2nd, a name in parentheses, may have spaces.
                const int StartTimeAfterName = 19;
                var stat = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
                return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTimeAfterName], CultureInfo.InvariantCulture);
            }

            using var found = System.Diagnostics.Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
