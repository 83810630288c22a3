namespace Aspire.Hosting.Watchdog;

/// <summary>
/// Outlives the AppHost just long enough to end what it left behind. The AppHost holds the other end of standard input and
/// writes a line for each process that it starts (<c>+id:started</c>) and for each that has ended (<c>-id:started</c>).
/// </summary>
internal static class ProcessWatchdog
{
    public const char Started = '+';
    public const char Ended = '-';

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(Stream input, RunMarker run)
    {
        HashSet<ProcessIdentity> processes = [];
        using var reader = new StreamReader(input);
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            if (ProcessIdentity.Parse(line[1..]) is { } process)
            {
                _ = line[0] == Started ? processes.Add(process) : processes.Remove(process);
            }
        }

        var tree = new ProcessTree(run, processes, TimeProvider.System);
        if (tree.IsAlive)
        {
            await tree.TerminateAsync(Grace).ConfigureAwait(false);
        }

        return 0;
    }
}
