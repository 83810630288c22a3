using System.Diagnostics;
using Aspire.Hosting.Watchdog;

namespace Aspire.Hosting.Processes;

/// <summary>A started process with everything that it starts in turn.</summary>
/// <remarks>
/// On Unix it leads a session of its own. So Ctrl+C in the terminal of the AppHost does not reach it before the ordered stop does,
/// and it can be signalled together with its descendants. It is put there by the setsid program, which replaces itself by the
/// wanted one and so keeps the process id; .NET has no API for it. On Windows a new process group has the same effect on Ctrl+C.
/// </remarks>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan OutputDrainTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly ProcessTree _tree;
    private readonly CancellationTokenSource _giveUpOutput = new();
    private readonly Task _output;

    private ChildProcess(Process process, ProcessIdentity identity, RunMarker marker, Action<string, bool> onLine, TimeProvider timeProvider)
    {
        _process = process;
        Identity = identity;
        _tree = new ProcessTree(marker, [identity], timeProvider);
        _output = Task.WhenAll(
            LineReader.ReadAsync(process.StandardOutput.BaseStream, line => onLine(line, false), _giveUpOutput.Token),
            LineReader.ReadAsync(process.StandardError.BaseStream, line => onLine(line, true), _giveUpOutput.Token));
        Exited = WaitForExitAsync();
    }

    public ProcessIdentity Identity { get; }

    /// <summary>Completes with the exit code, after the last line of output has been handed over and nothing of the process is left.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="marker">By what its descendants are known.</param>
    /// <param name="onLine">Called for each line of output, and whether it is from standard error.</param>
    /// <param name="timeProvider">The clock for grace periods.</param>
    public static ChildProcess Start(ProcessSpec spec, RunMarker marker, Action<string, bool> onLine, TimeProvider timeProvider)
    {
        var process = new Process { StartInfo = CreateStartInfo(spec, marker) };
        try
        {
            process.Start();
        }
        catch
        {
            process.Dispose();
            throw;
        }

        // Nobody types into a resource: it reads the end of its input at once instead of competing for the AppHost's terminal.
        process.StandardInput.Close();

        return new ChildProcess(process, ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, 0), marker, onLine, timeProvider);
    }

    /// <summary>Ends the process and its descendants, by force when they take longer than <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _tree.TerminateAsync(grace).ConfigureAwait(false);
        await Exited.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _process.Dispose();
        _giveUpOutput.Dispose();
    }

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        var exitCode = _process.ExitCode;
        if (_tree.IsAlive)
        {
            await _tree.TerminateAsync(LeftoverGrace).ConfigureAwait(false);
        }

        _giveUpOutput.CancelAfter(OutputDrainTimeout);
        await _output.ConfigureAwait(false);

        return exitCode;
    }

    private static ProcessStartInfo CreateStartInfo(ProcessSpec spec, RunMarker marker)
    {
        var (fileName, prefix) = SessionPrefix.For(spec.FileName);
        var startInfo = new ProcessStartInfo(fileName, [.. prefix, .. spec.Arguments])
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows())
        {
            startInfo.CreateNewProcessGroup = true;
        }

        ProcessEnvironment.Apply(startInfo.Environment, spec.Environment);
        startInfo.Environment[RunMarker.VariableName] = marker.Value;

        return startInfo;
    }
}
