using System.Diagnostics;

namespace Aspire.Hosting.Tests.Processes;

/// <summary>Looks at the processes of this machine.</summary>
internal static class LiveProcesses
{
    public static bool IsAlive(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            // A process that has ended but whose parent has not noticed yet counts as ended.
            var stat = $"/proc/{processId}/stat";
            return File.Exists(stat) && !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static Task WaitForEndAsync(IReadOnlyCollection<int> processIds, TimeSpan timeout) => Eventually.TrueAsync(
        () => Task.FromResult(!processIds.Any(IsAlive)), timeout, () => $"{string.Join(", ", processIds.Where(IsAlive))} must have ended");
}
