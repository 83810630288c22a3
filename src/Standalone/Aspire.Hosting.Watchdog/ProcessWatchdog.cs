using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Watchdog;

/// <summary>
/// Outlives the AppHost just long enough to end what it left behind. The AppHost holds the other end of standard input and
/// writes a line for each process that it starts (<c>+id:started</c>) and for each that has ended (<c>-id:started</c>), and one
/// when it begins to use a container engine (<c>@id:started path</c>).
/// </summary>
internal static class ProcessWatchdog
{
    public const char Started = '+';
    public const char Ended = '-';

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(Stream input, RunMarker run)
    {
        HashSet<ProcessIdentity> processes = [];
        EngineNotice? engine = null;
        using var reader = new StreamReader(input);
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            if (line[0] == EngineNotice.Mark)
            {
                engine = EngineNotice.Parse(line[1..]);
            }
            else if (ProcessIdentity.Parse(line[1..]) is { } process)
            {
                _ = line[0] == Started ? processes.Add(process) : processes.Remove(process);
            }
        }

        var containers = engine is null ? null : new ContainerWatchdog(engine, run);
        await Task.WhenAll(EndAsync(new ProcessTree(run, processes, TimeProvider.System)), containers?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        if (containers is not null)
        {
            // A client that was still running may have made a container after the first look.
            await containers.EndAsync().ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task EndAsync(ProcessTree tree)
    {
        if (tree.IsAlive)
        {
            await tree.TerminateAsync(Grace).ConfigureAwait(false);
        }
    }
}
