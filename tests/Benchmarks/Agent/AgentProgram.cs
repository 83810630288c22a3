using System.Diagnostics;
using System.Globalization;
using Benchmarks.Numbers;

namespace Benchmarks.Agent;

/// <summary>
/// The agent as a process on the first core.
/// </summary>
internal sealed class AgentProgram : IDisposable
{
    public AgentProgram(AgentBuild build, string folder, int port, params string[] options)
    {
        string[] command = OperatingSystem.IsLinux() ? ["taskset", "-c", "0", .. build.Command] : build.Command;
        var start = new ProcessStartInfo(command[0], [.. command[1..], "logging", $"--directory={folder}", "--log-level=error", .. options]) { RedirectStandardOutput = true };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        start.Environment["OTEL_METRICS_EXPORTER"] = "none";
        Process = Process.Start(start)!;
    }

    public Process Process { get; }

    /// <summary>Ships the lines of <c>app.log</c> and adds what that took.</summary>
    public static async Task ShipAsync(AgentBuild build, string folder, int lines, Usage usage)
    {
        await using var sink = new HttpSink();
        var clock = Stopwatch.StartNew();
        using var agent = new AgentProgram(build, folder, sink.Port, "--files=app.log");
        await sink.WaitAsync(lines);
        if (sink.Seen != lines)
        {
            throw new InvalidOperationException($"Of {lines} lines {sink.Seen} have come.");
        }

        usage.Add(agent.Process, clock.Elapsed);
        await agent.StopAsync();
        Directory.Delete(Path.Combine(folder, ".sidecar"), recursive: true);
    }

    /// <summary>Has it print its usage text, which is the least it can do.</summary>
    public static async Task<Sample> StartAsync(AgentBuild build, int rounds)
    {
        Sample sample = new("s");
        for (var round = 0; round < rounds; round++)
        {
            await sample.TimeAsync(async () =>
            {
                using var process = Process.Start(new ProcessStartInfo(build.Command[0], [.. build.Command[1..], "--help"]) { RedirectStandardOutput = true })!;
                await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
            });
        }

        return sample;
    }

    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await Process.StandardOutput.ReadToEndAsync();
        await Process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
    }
}
