using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Watchdog;

/// <summary>A process, told apart from a later one with the same id by when it started.</summary>
/// <param name="Id">The process id, which is also the id of its process group.</param>
/// <param name="Started">When it started, in a unit that only this class knows.</param>
internal readonly record struct ProcessIdentity(int Id, long Started)
{
    private const char Separator = ':';

    public static ProcessIdentity? Of(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            return ProcFileSystem.TryRead(processId, out var process) ? new ProcessIdentity(processId, process.Started) : null;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return new ProcessIdentity(processId, process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public static ProcessIdentity? Parse(string text)
        => text.Split(Separator) is [var id, var started]
            && int.TryParse(id, CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(started, CultureInfo.InvariantCulture, out var time)
            ? new ProcessIdentity(processId, time)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}{Separator}{Started}");
}
