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
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private AppHostProcess(string folder, string assembly, IEnumerable<KeyValuePair<string, string>> variables)
    {
        Folder = folder;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in (KeyValuePair<string, string>[])[.. DynamicPorts, Processes.Mark, .. variables])
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

    /// <summary>The folder of the project, by which the CLI finds it.</summary>
    public string Folder { get; }

    /// <summary>All processes of this run, whoever started them.</summary>
    public MarkedProcesses Processes { get; } = new();

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

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

    /// <summary>Starts it. Only one run of an AppHost at a time can have its shared folders.</summary>
    /// <typeparam name="TAppHost">The AppHost, such as <c>Projects.Catalog_AppHost</c>. It has been built with the tests.</typeparam>
    /// <param name="folder">The folder of its project.</param>
    /// <param name="variables">What the AppHost is told besides.</param>
    public static AppHostProcess Start<TAppHost>(string folder, params IEnumerable<KeyValuePair<string, string>> variables)
    {
        // The output of projects is side by side: artifacts/bin/{project}/{configuration}.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var name = typeof(TAppHost).Assembly.GetName().Name!;
        return new(folder, Path.Combine(own.Parent!.Parent!.FullName, name, own.Name, $"{name}.dll"), variables);
    }

    /// <summary>Starts one that is no part of the tests.</summary>
    /// <param name="folder">The folder of its project.</param>
    /// <param name="assembly">What was built of it.</param>
    /// <param name="variables">What the AppHost is told besides.</param>
    public static AppHostProcess Start(string folder, string assembly, IEnumerable<KeyValuePair<string, string>> variables) => new(folder, assembly, variables);

    /// <summary>The address that lets a browser into the dashboard.</summary>
    public async Task<string> WaitForLoginAsync()
    {
        await WaitForAsync(() => LoginUrl() is not null, "the AppHost prints the login URL");
        return LoginUrl()!;
    }

    /// <summary>The URL that a project of the application listens on itself, without the orchestrator's proxy.</summary>
    public async Task<Uri> WaitForUrlAsync(string resource)
    {
        await WaitForAsync(() => Processes.Variable(resource, "ASPNETCORE_URLS") is not null, $"'{resource}' has started");
        return new(Processes.Variable(resource, "ASPNETCORE_URLS")!.Split(';')[0]);
    }

    /// <summary>Waits for something that an AppHost which has ended will not do any more.</summary>
    public async Task WaitForAsync(Func<bool> condition, string what)
    {
        await Eventually.TrueAsync(() => condition() || _process.HasExited, StartTime, Missing);
        if (!condition())
        {
            Assert.Fail($"Before its end: {Missing()}.");
        }

        string Missing() => $"{what}. It has printed: {string.Join('\n', (string[])[.. Output, .. Errors])}";
    }

    /// <summary>A line to its standard input, for an AppHost that listens there.</summary>
    public void Send(string line) => _process.StandardInput.WriteLine(line);

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
