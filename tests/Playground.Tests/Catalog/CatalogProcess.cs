using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Playground.Tests.Catalog;

/// <summary>
/// The AppHost of the catalogue, started as a process, as a user starts it.
/// </summary>
internal sealed partial class CatalogProcess : IAsyncDisposable
{
    /// <summary>Handed down to every process that the AppHost starts: none of them can hide.</summary>
    private const string Marker = "CATALOG_TEST_RUN";

    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Process _process;

    private CatalogProcess(string file, IEnumerable<string> arguments, bool hasDashboard)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Projects.Catalog_AppHost.ProjectPath),
        };
        start.Environment[Marker] = _run;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["DcpPublisher__RandomizePorts"] = "true";
        start.Environment["Aspire__Store__Path"] = Directory.CreateTempSubdirectory("catalog-tests-").FullName;
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = hasDashboard ? $"http://127.0.0.1:{FreePort()}" : "";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, received) => Record(received.Data);
        _process.ErrorDataReceived += (_, received) => Record(received.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ConcurrentQueue<string> Output { get; } = [];

    public static CatalogProcess Start(bool hasDashboard = true) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Projects.Catalog_AppHost).Assembly.Location], hasDashboard);

    public async Task<Uri> WaitForApiAsync()
    {
        await Eventually.TrueAsync(() => ApiUrl() is not null, RunningCatalog.StartTime, "the AppHost prints the URL of the API");
        return ApiUrl()!;
    }

    /// <summary>The address that lets a browser into the dashboard.</summary>
    public async Task<string> WaitForLoginAsync()
    {
        await Eventually.TrueAsync(() => LoginUrl() is not null, RunningCatalog.StartTime, "the AppHost prints the login URL");
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
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Uri? ApiUrl() => Output.Select(line => ApiRunning().Match(line)).FirstOrDefault(match => match.Success) is { } found
        ? new Uri(found.Groups[1].Value)
        : null;

    private string? LoginUrl() => Output.Select(line => Login().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private void Record(string? line)
    {
        if (line is not null)
        {
            Output.Enqueue(line);
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.Should().Be(0);
    }

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

    [GeneratedRegex("Login to the dashboard at (http://\\S+)")]
    private static partial Regex Login();

    [GeneratedRegex(@"\bapi +\| Running at (http://\S+)")]
    private static partial Regex ApiRunning();
}
