using System.Diagnostics;
using Aspire.Hosting.Watchdog;
using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Starts the watchdog with the first process of a run and tells it of each. The watchdog notices the end of the AppHost, a
/// <c>kill -9</c> included, by the end of its standard input, and ends what is left.
/// </summary>
internal sealed class WatchdogClient : IDisposable
{
    private readonly Lock _gate = new();
    private Process? _watchdog;
    private EngineNotice? _engine;

    /// <summary>The path of the watchdog program.</summary>
    public static string ProgramPath => typeof(RunMarker).Assembly.Location;

    /// <summary>By what the processes of this run are known.</summary>
    public RunMarker Run { get; } = new(Guid.NewGuid().ToString("N"));

    /// <summary>Starts the watchdog unless it runs. To be called before a process is started, so that none is ever without it.</summary>
    public void EnsureStarted()
    {
        lock (_gate)
        {
            if (_watchdog is not null)
            {
                return;
            }

            _watchdog = Start();
            if (_engine is not null)
            {
                Tell($"{EngineNotice.Mark}{_engine}");
            }
        }
    }

    public void Add(ProcessIdentity process) => Tell($"{ProcessWatchdog.Started}{process}");

    public void Remove(ProcessIdentity process) => Tell($"{ProcessWatchdog.Ended}{process}");

    /// <summary>Tells of the container engine that is used, or that nothing is left there to clean up.</summary>
    public void UseEngine(EngineNotice? engine)
    {
        lock (_gate)
        {
            _engine = engine;
            Tell($"{EngineNotice.Mark}{engine}");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // It ends by itself when its input does, after a look for leftovers.
            _watchdog?.StandardInput.Close();
            _watchdog?.Dispose();
            _watchdog = null;
        }
    }

    private Process Start()
    {
        var (fileName, prefix) = SessionPrefix.For(RunningHost.DotnetPath);
        var startInfo = new ProcessStartInfo(fileName, [.. prefix, ProgramPath, "watch", Run.Value])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            // A current directory cannot be deleted or unmounted: the watchdog must not hold that of the AppHost.
            WorkingDirectory = Path.GetPathRoot(Environment.CurrentDirectory)!,
        };
        if (OperatingSystem.IsWindows())
        {
            startInfo.CreateNewProcessGroup = true;
        }

        // An AppHost may itself be a resource of another one, which must not end this watchdog before its work is done.
        startInfo.Environment.Remove(RunMarker.VariableName);
        startInfo.Environment.Remove("DOTNET_STARTUP_HOOKS");

        return Process.Start(startInfo) ?? throw new InvalidOperationException("The watchdog process could not be started.");
    }

    private void Tell(string line)
    {
        lock (_gate)
        {
            try
            {
                _watchdog?.StandardInput.WriteLine(line);
                _watchdog?.StandardInput.Flush();
            }
            catch (IOException)
            {
                // Somebody ended the watchdog. The next start brings a new one, which on Linux finds everything by its marker.
                _watchdog?.Dispose();
                _watchdog = null;
            }
        }
    }
}
