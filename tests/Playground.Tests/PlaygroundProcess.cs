using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Playground.Tests;

/// <summary>
/// The AppHost of a playground, started as a process, as a user starts it.
/// </summary>
internal partial class PlaygroundProcess : IAsyncDisposable
{
    /// <summary>Handed down to every process that the AppHost starts: none of them can hide.</summary>
    private const string Marker = "PLAYGROUND_TEST_RUN";

    private static readonly TimeSpan LoginTime = TimeSpan.FromSeconds(60);

    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Process _process;

    protected PlaygroundProcess(Type appHost, string project, bool hasDashboard, params IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [appHost.Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        start.Environment[Marker] = _run;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["DcpPublisher__RandomizePorts"] = "true";
        start.Environment["Aspire__Store__Path"] = Directory.CreateTempSubdirectory("playground-tests-").FullName;
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = hasDashboard ? $"http://127.0.0.1:{FreePort()}" : "";
        foreach (var (name, value) in variables)
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

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>The address that lets a browser into the dashboard.</summary>
    public async Task<string> WaitForLoginAsync()
    {
        await Eventually.TrueAsync(() => LoginUrl() is not null, LoginTime, "the AppHost prints the login URL");
        return LoginUrl()!;
    }

    /// <summary>Sends the signal of Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Ends only the AppHost, without a chance to clean up.</summary>
    public void Kill() => Signal("KILL");

    public async Task<TimeSpan> WaitForExitAsync(TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => _process.HasExited, within, "the AppHost has exited");
        await _process.WaitForExitAsync();
        return watch.Elapsed;
    }

    /// <summary>The processes of this run that are still there.</summary>
    public string[] LeftOver() => [.. Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Where(IsOfThisRun!).Select(Describe!)];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Interrupt();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        GC.SuppressFinalize(this);
    }

    private string? LoginUrl() => Output.Select(line => Login().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Record(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.Should().Be(0);
    }

    [GeneratedRegex("Login to the dashboard at (http://\\S+)")]
    private static partial Regex Login();

    private bool IsOfThisRun(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains($"{Marker}={_run}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to someone else.
            return false;
        }
    }

    private static string Describe(string process)
    {
        try
        {
            return $"{process}: {File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ')}";
        }
        catch (IOException)
        {
            return $"{process}: has just ended";
        }
    }
}
