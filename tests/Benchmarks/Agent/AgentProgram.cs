using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Agent;

/// <summary>
/// The agent as a process: the dll that is built beside the benchmarks, or a program that the variable AGENT names.
/// </summary>
internal sealed class AgentProgram : IDisposable
{
    private readonly Process _process;

    public AgentProgram(string folder, int port, params string[] options)
    {
        string[] program = Environment.GetEnvironmentVariable("AGENT") is { Length: > 0 } path ? [path] : ["dotnet", Dll()];
        string[] pinned = OperatingSystem.IsLinux() ? ["taskset", "-c", "0", .. program] : program;
        var start = new ProcessStartInfo(pinned[0], [.. pinned[1..], "logging", $"--directory={folder}", "--log-level=error", .. options]) { RedirectStandardOutput = true };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["OTEL_METRICS_EXPORTER"] = "none";
        _process = Process.Start(start)!;
    }

    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public async Task<string> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return output.TrimEnd();
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Dll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Aspire.Sidecar.Agent", own.Name, "Aspire.Sidecar.Agent.dll");
    }
}
