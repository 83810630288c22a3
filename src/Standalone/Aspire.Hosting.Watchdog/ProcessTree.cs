using System.Diagnostics;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Watchdog;

/// <summary>
/// Everything that a started process consists of: on Unix its process group, and on Linux besides what carries its marker.
/// Elsewhere the descendants that the system knows.
/// </summary>
internal sealed class ProcessTree(RunMarker marker, IReadOnlyCollection<ProcessIdentity> roots, TimeProvider timeProvider)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan KillBudget = TimeSpan.FromSeconds(3);

    /// <summary>Whether anything of it still runs.</summary>
    public bool IsAlive => OperatingSystem.IsWindows()
        ? roots.Any(IsSame)
        : OperatingSystem.IsLinux() ? FindMembers().Count > 0 : LiveGroups().Any();

    /// <summary>Asks it to end, and ends it by force when it has not done so in time.</summary>
    /// <param name="grace">How long it may take. Zero ends it by force at once.</param>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> TerminateAsync(TimeSpan grace)
    {
        if (grace > TimeSpan.Zero && !OperatingSystem.IsWindows())
        {
            Signal(UnixSignals.Terminate);
            if (await WaitForEndAsync(grace).ConfigureAwait(false))
            {
                return true;
            }
        }

        // What is being killed may be starting something at that very moment: look again until nothing is left.
        var started = timeProvider.GetTimestamp();
        do
        {
            Kill();
        }
        while (!await WaitForEndAsync(PollInterval * 5).ConfigureAwait(false) && timeProvider.GetElapsedTime(started) < KillBudget);

        return false;
    }

    private async Task<bool> WaitForEndAsync(TimeSpan timeout)
    {
        var started = timeProvider.GetTimestamp();
        while (IsAlive)
        {
            if (timeProvider.GetElapsedTime(started) >= timeout)
            {
                return false;
            }

            await Task.Delay(PollInterval, timeProvider).ConfigureAwait(false);
        }

        return true;
    }

    private void Kill()
    {
        if (!OperatingSystem.IsWindows())
        {
            Signal(UnixSignals.Kill);
            return;
        }

        foreach (var root in roots.Where(IsSame))
        {
            try
            {
                using var process = Process.GetProcessById(root.Id);
                process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
            {
                // It ended in the meantime; what is left of it is found by the next look.
                continue;
            }
        }
    }

    [UnsupportedOSPlatform("windows")]
    private void Signal(int signal)
    {
        if (!OperatingSystem.IsLinux())
        {
            foreach (var group in LiveGroups())
            {
                UnixSignals.SendToGroup(group, signal);
            }

            return;
        }

        foreach (var member in FindMembers())
        {
            UnixSignals.Send(member, signal);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private IEnumerable<int> LiveGroups() => roots.Select(root => root.Id).Where(UnixSignals.GroupExists);

    [SupportedOSPlatform("linux")]
    private List<int> FindMembers()
    {
        ProcessStat[] processes = [.. ProcFileSystem.ReadAll().Where(process => !process.IsZombie)];

        // A group id is not used again while a process is in the group; when its leader lives it has to be the one we started.
        HashSet<int> groups =
        [
            .. roots.Where(root => processes.All(process => process.Id != root.Id || process.Started == root.Started)).Select(root => root.Id),
        ];

        return
        [
            .. processes
                .Where(process => process.Id != Environment.ProcessId)
                .Where(process => IsRoot(process) || groups.Contains(process.GroupId) || marker.IsIn(ProcFileSystem.ReadEnvironment(process.Id)))
                .Select(process => process.Id),
        ];

        // For a moment after its start a root is not yet in a group of its own, and the kernel does not show its environment yet.
        bool IsRoot(ProcessStat process) => roots.Contains(new ProcessIdentity(process.Id, process.Started));
    }

    private static bool IsSame(ProcessIdentity root) => ProcessIdentity.Of(root.Id) == root;
}
