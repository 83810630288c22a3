using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Ends a process and those that it has started: what the orchestrator runs for a project is <c>dotnet run</c>, and the program is its child.
/// </summary>
internal static partial class ProcessTree
{
    private const int Terminate = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Tells the process to end (SIGTERM), and its children if they do not end with it. Returns when all have ended, or when their time is over.
    /// </summary>
    public static async Task EndAsync(int process, TimeSpan grace, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(grace);
        try
        {
            var children = ChildrenOf(process);
            Tell([process]);
            await WaitAsync([process], timeout.Token).ConfigureAwait(false);
            if (children.Where(IsThere).ToArray() is { Length: > 0 } left)
            {
                Tell(left);
                await WaitAsync(left, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // They take longer than they may, and the orchestrator ends them.
        }
    }

    private static void Tell(int[] processes)
    {
        foreach (var process in processes)
        {
            // One that has just ended cannot be told, and need not be. Not the program kill(1): small images have none.
            _ = Kill(process, Terminate);
        }
    }

    private static async Task WaitAsync(int[] processes, CancellationToken cancellationToken)
    {
        while (processes.Any(IsThere))
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsThere(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Children and theirs, where the system tells them: proc(5). Each thread of a process has those that it has started.</summary>
    internal static int[] ChildrenOf(int process)
    {
        var threads = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task");
        try
        {
            int[] children = OperatingSystem.IsLinux() && Directory.Exists(threads) ? [.. Directory.GetDirectories(threads).SelectMany(StartedBy)] : [];
            return [.. children, .. children.SelectMany(ChildrenOf)];
        }
        catch (IOException)
        {
            // It has just ended.
            return [];
        }
    }

    private static int[] StartedBy(string thread)
    {
        try
        {
            return [.. File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            // It has just ended, or the kernel does not tell.
            return [];
        }
    }

    /// <summary>kill(2).</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
