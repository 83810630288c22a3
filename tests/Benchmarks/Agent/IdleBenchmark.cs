using System.Diagnostics;
using System.Globalization;
using Benchmarks.Numbers;
using Testing;

namespace Benchmarks.Agent;

/// <summary>
/// T8, what it costs to be there: the share of a core and the memory of the agent, and of the others, with one file and with many in which nothing happens; how long the program takes to
/// start; and its size.
/// </summary>
internal static class IdleBenchmark
{
    private const int Starts = 20;
    private const double ProcessorLimit = 2;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    /// <param name="files">The larger number of files.</param>
    public static async Task<IReadOnlyList<Row>> RunAsync(int files)
    {
        AgentBuild[] builds = [await AgentBuild.PublishNativeAsync(), AgentBuild.Dll];
        List<Row> rows = [];
        foreach (var count in (int[])[1, files])
        {
            var folder = TemporaryFolder.Create();
            try
            {
                for (var number = 0; number < count; number++)
                {
                    await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"app{number}.log")), "2026-01-31T12:00:00Z INFO hello\n");
                }

                rows.AddRange(await WatchAsync(builds, folder, string.Create(CultureInfo.InvariantCulture, $"idle, {count} files")));
            }
            finally
            {
                TemporaryFolder.Delete(folder);
            }
        }

        foreach (var build in builds)
        {
            rows.Add(Row.Of("T8", $"agent, {build.Name}, start to the usage text", await AgentProgram.StartAsync(build, Starts)));
            rows.Add(Row.Of("T8", $"agent, {build.Name}, size", string.Create(CultureInfo.InvariantCulture, $"{build.Megabytes:0.0} MB"), "", isMet: null));
        }

        return rows;
    }

    private static async Task<List<Row>> WatchAsync(AgentBuild[] builds, string folder, string what)
    {
        List<Row> rows = [];
        foreach (var build in builds)
        {
            await using var sink = new HttpSink();
            using var agent = new AgentProgram(build, folder, sink.Port);
            var (processor, memory) = await MeasureAsync(agent.Process);
            rows.Add(Row.Of("T8", $"agent, {build.Name}, {what}", processor, "% of a core", ProcessorLimit));
            rows.Add(Row.Of("T8", $"agent, {build.Name}, memory, {what}", memory));
            await agent.StopAsync();
            Directory.Delete(Path.Combine(folder, ".sidecar"), recursive: true);
        }

        var problem = await PeerShipper.FindProblemAsync();
        foreach (var peer in (PeerShipper[])[PeerShipper.Rsyslog, PeerShipper.SyslogNg])
        {
            if (problem is not null)
            {
                rows.Add(Row.Of("T8", $"{peer.Name}, {what}; not measured: {problem}", "", "", isMet: null));
                continue;
            }

            await peer.RunAsync(folder, "*.log", isJson: false, async (process, _) =>
            {
                var (processor, memory) = await MeasureAsync(process);
                rows.Add(Row.Of("T8", $"{peer.Name}, {what}", string.Create(CultureInfo.InvariantCulture, $"{processor:0.00#} % of a core"), "", isMet: null));
                rows.Add(Row.Of("T8", $"{peer.Name}, memory, {what}", memory));
            });
        }

        return rows;
    }

    private static async Task<(double Processor, Sample Memory)> MeasureAsync(Process process)
    {
        await Task.Delay(Settling);
        process.Refresh();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.Delay(Time);
        process.Refresh();
        Sample memory = new("MiB");
        memory.Add(process.WorkingSet64 / (1024.0 * 1024));
        return ((process.TotalProcessorTime - before) / clock.Elapsed * 100, memory);
    }
}
