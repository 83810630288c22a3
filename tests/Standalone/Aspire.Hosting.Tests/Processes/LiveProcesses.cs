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

    public static async Task WaitForEndAsync(IEnumerable<int> processIds, TimeSpan timeout)
    {
        var clock = Stopwatch.StartNew();
        while (processIds.Where(IsAlive).ToArray() is { Length: > 0 } alive)
        {
            if (clock.Elapsed > timeout)
            {
                throw new TimeoutException($"Still alive: {string.Join(", ", alive)}.");
            }

            await Task.Delay(20);
        }
    }
}
