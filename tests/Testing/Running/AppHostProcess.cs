using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>
/// An AppHost as a process of its own, as users start it; with ports that are free, so that many can run side by side.
/// </summary>
public sealed partial class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan LoginTime = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly TemporaryStore _store = new();

    private AppHostProcess(string project, string assembly, IEnumerable<KeyValuePair<string, string>> variables)
    {
        Project = project;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        foreach (var (name, value) in (KeyValuePair<string, string>[])[.. DynamicPorts, Processes.Mark, new("Aspire__Store__Path", _store.Path), .. variables])
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, received) => Record(Output, received.Data);
        _process.ErrorDataReceived += (_, received) => Record(Errors, received.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>The project file, by which the CLI finds it.</summary>
    public string Project { get; }

    /// <summary>All processes of this run, whoever started them.</summary>
    public MarkedProcesses Processes { get; } = new();

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>What `aspire run --isolated` sets: no port is that of the launch profile.</summary>
    private static KeyValuePair<string, string>[] DynamicPorts =>
    [
        new("DOTNET_ENVIRONMENT", "Development"),
        new("ASPNETCORE_ENVIRONMENT", "Development"),
        new("DcpPublisher__RandomizePorts", "true"),
        new("ASPNETCORE_URLS", ""),
        new("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
        new("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://127.0.0.1:0"),
    ];

    /// <param name="project">The project file of the AppHost. It has been built with the tests.</param>
    /// <param name="variables">What the AppHost is told besides.</param>
    public static AppHostProcess Start(string project, params IEnumerable<KeyValuePair<string, string>> variables)
    {
        // The output of projects is side by side: artifacts/bin/{project}/{configuration}.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var name = Path.GetFileNameWithoutExtension(project);
        return new(project, Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, $"{name}.dll"), variables);
    }

    /// <summary>The address that lets a browser into the dashboard.</summary>
    public async Task<string> WaitForLoginAsync()
    {
        await Eventually.TrueAsync(() => Task.FromResult(LoginUrl() is not null || _process.HasExited), LoginTime, Printed);
        return LoginUrl() ?? throw new AssertFailedException(Printed());
        string Printed() => $"The AppHost prints the login URL. It has printed: {string.Join('\n', (string[])[.. Output, .. Errors])}";
    }

    /// <summary>The URL that a project of the application listens on itself, without the orchestrator's proxy.</summary>
    public async Task<Uri> WaitForUrlAsync(string resource)
    {
        await Eventually.TrueAsync(() => Processes.Variable(resource, "ASPNETCORE_URLS") is not null, LoginTime, $"'{resource}' has started");
        return new(Processes.Variable(resource, "ASPNETCORE_URLS")!.Split(';')[0]);
    }

    /// <summary>Sends the signal of Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Ends only the AppHost, without a chance to clean up.</summary>
    public void Kill() => Signal("KILL");

    public async Task<TimeSpan> WaitForExitAsync(TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => _process.HasExited, within, "the AppHost has exited");
        var elapsed = watch.Elapsed;
        await _process.WaitForExitAsync();
        return elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Interrupt();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _store.Dispose();
    }

    private string? LoginUrl() => Output.Select(line => Login().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static void Record(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.Should().Be(0);
    }

    [GeneratedRegex("Login to the dashboard at (https?://\\S+)")]
    private static partial Regex Login();
}
