using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Sidecar.Agent.Watching;

/// <summary>
/// Removes the containers and volumes of an application from the container engine when the application is gone, however it ended.
/// </summary>
/// <remarks>
/// Its standard input is a pipe from the application, which the operating system closes when that ends. Lines on it say what there is (<c>+container name</c>,
/// <c>+volume name</c>) and what is gone (<c>-container name</c>).
/// </remarks>
internal sealed class WatchJob(string engine)
{
    public const string Name = "watch";

    private const string Container = "container ";
    private const string Volume = "volume ";

    /// <summary>The orchestrator removes its containers when it sees that the application is gone; before that their volumes are in use. And an engine may refuse for a moment.</summary>
    private static readonly TimeSpan RemovingTime = TimeSpan.FromSeconds(60);

    /// <summary>What the application had asked the engine for just before its end may come into being after it.</summary>
    private static readonly TimeSpan LateTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> _containers = [];
    private readonly HashSet<string> _removed = [];
    private readonly HashSet<string> _volumes = [];

    /// <summary>How long the engine may take for an answer; then its client is ended, and it is asked again.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(TextReader input)
    {
        // Ctrl+C in a terminal is for all processes of it. This one ends when the application has.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Note(line);
        }

        await RemoveAsync().ConfigureAwait(false);
        return 0;
    }

    private void Note(string line)
    {
        var (isThere, thing) = (line.StartsWith('+'), line.Length > 0 ? line[1..] : "");
        var (known, name) = thing.StartsWith(Container, StringComparison.Ordinal) ? (_containers, thing[Container.Length..])
            : thing.StartsWith(Volume, StringComparison.Ordinal) ? (_volumes, thing[Volume.Length..])
            : ([], "");
        _ = isThere ? known.Add(name) : known.Remove(name);
    }

    private async Task RemoveAsync()
    {
        var watch = Stopwatch.StartNew();
        for (var last = TimeSpan.Zero; watch.Elapsed < RemovingTime && _volumes.Count + _containers.Count > 0; await Task.Delay(Pause).ConfigureAwait(false))
        {
            if (await RemoveContainersAsync().ConfigureAwait(false))
            {
                last = watch.Elapsed;
            }
            else if (watch.Elapsed - last > LateTime)
            {
                _containers.Clear();
            }

            await RemoveVolumesAsync().ConfigureAwait(false);
        }
    }

    /// <returns>Whether there were any, or may have been.</returns>
    private async Task<bool> RemoveContainersAsync()
    {
        if (_containers.Count == 0)
        {
            return false;
        }

        var (exitCode, output) = await CallAsync(["ps", "--all", "--format", "{{.Names}}"]).ConfigureAwait(false);
        string[] left = exitCode == 0 ? [.. _containers.Intersect(Lines(output))] : [.. _containers];

        // One that has been removed is gone for good: whoever has its name from then on is another application's.
        _containers.ExceptWith(_removed.Except(left));
        _removed.UnionWith(left);
        if (left.Length > 0)
        {
            await CallAsync(["rm", "--force", "--volumes", .. left]).ConfigureAwait(false);
        }

        return left.Length > 0;
    }

    /// <summary>One that does not exist, or no longer, is as good as removed.</summary>
    private async Task RemoveVolumesAsync()
    {
        if (_volumes.Count == 0)
        {
            return;
        }

        _volumes.ExceptWith(Lines((await CallAsync(["volume", "rm", .. _volumes]).ConfigureAwait(false)).Output));
        if (_volumes.Count == 0)
        {
            return;
        }

        var (exitCode, output) = await CallAsync(["volume", "ls", "--quiet"]).ConfigureAwait(false);
        if (exitCode == 0)
        {
            _volumes.IntersectWith(Lines(output));
        }
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<(int ExitCode, string Output)> CallAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(engine, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null)
        {
            return (-1, "");
        }

        using var patience = new CancellationTokenSource(CallTime);
        await using var registration = patience.Token.Register(() => End(process)).ConfigureAwait(false);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await errors.ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, output);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ends by itself just now.
        }
    }
}
