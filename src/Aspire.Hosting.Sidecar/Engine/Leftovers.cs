using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Engine;

/// <summary>
/// Sees to it that nothing of this run is left behind in the engine, however it ends: a process of its own knows what there is, and removes it when this one is gone.
/// </summary>
/// <remarks>
/// That process is the agent's program. Its standard input is a pipe that the operating system closes when this process ends; the lines on it say what there is
/// (<c>+container name</c>, <c>+volume name</c>) and what is gone (<c>-container name</c>).
/// </remarks>
internal sealed partial class Leftovers(IContainerEngine engine, ILogger<Leftovers> logger) : IDisposable
{
    public const string Container = "container";
    public const string Volume = "volume";
    private const string Job = "watch";

    private readonly object _gate = new();
    private Process? _watcher;
    private bool _hasFailed;

    /// <summary>
    /// From now on this container or volume is removed if this process ends. Told before it is made, so that there is no moment without.
    /// </summary>
    public void Watch(string kind, string name) => Tell($"+{kind} {name}");

    public void Forget(string kind, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Tell($"-{kind} {name}");
        }
    }

    /// <summary>
    /// Removes what a run that was killed together with its watcher has left: containers that never started, and volumes.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveOrphansAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nobody waits for it, and the next run does it again.
            LogNotSwept(exception);
        }
    }

    private async Task RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        string[] containers = [.. (await OrphansAsync(["ps", "--all"], "{{.ID}}", cancellationToken).ConfigureAwait(false))];
        if (containers.Length > 0)
        {
            await ManyContainers.RunAsync(engine, ["rm", "--force", "--volumes"], containers, cancellationToken).ConfigureAwait(false);
        }

        string[] volumes = [.. (await OrphansAsync(["volume", "ls"], "{{.Name}}", cancellationToken).ConfigureAwait(false))];
        if (volumes.Length > 0)
        {
            await engine.RunAsync(new(["volume", "rm", .. volumes]), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // The end of its input is its sign to finish; it may need longer than this process has.
            _watcher?.StandardInput.Dispose();
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private async Task<IEnumerable<string>> OrphansAsync(string[] list, string name, CancellationToken cancellationToken)
    {
        var found = await engine.RunAsync(
            new([.. list, "--filter", $"label={EngineOwner.Label}", "--format", $$$"""{{{name}}} {{.Label "{{{EngineOwner.Label}}}"}}"""]), cancellationToken).ConfigureAwait(false);
        return from line in found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
               let words = line.Split(' ', 2)
               where words.Length == 2 && EngineOwner.Parse(words[1]) is { HasEnded: true }
               select words[0];
    }

    private void Tell(string line)
    {
        lock (_gate)
        {
            if (_hasFailed)
            {
                return;
            }

            try
            {
                _watcher ??= Start();
                _watcher.StandardInput.WriteLine(line);
                _watcher.StandardInput.Flush();
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException or System.ComponentModel.Win32Exception or DistributedApplicationException)
            {
                _hasFailed = true;
                LogNoWatcher(exception.Message);
            }
        }
    }

    private Process Start() => Process.Start(new ProcessStartInfo(AgentProgram.Dotnet, [AgentProgram.Find(AppContext.BaseDirectory), Job, engine.Program])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        CreateNoWindow = true,
    }) ?? throw new InvalidOperationException("no process was started");

    [LoggerMessage(EventId = 34, Level = LogLevel.Debug, Message = "What earlier runs have left behind could not be removed.")]
    private partial void LogNotSwept(Exception exception);

    [LoggerMessage(EventId = 33, Level = LogLevel.Warning, Message = "If this process is killed, containers and volumes of sidecars may be left behind: the program that removes them does not run ({Reason})")]
    private partial void LogNoWatcher(string reason);
}
