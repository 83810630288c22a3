using System.Globalization;
using Benchmarks.Numbers;

namespace Benchmarks.Agent;

/// <summary>
/// T8: processor seconds, lines in a second and peak memory of the agent for so many thousand lines, plain and JSON, on one core; beside rsyslog and syslog-ng from Debian on the same
/// core, where containers of them can be run (images of the names in RSYSLOG_IMAGE and SYSLOGNG_IMAGE).
/// </summary>
internal static class ShippingBenchmark
{
    private const int LineLength = 194;
    private const int MemoryLimit = 100;

    private static readonly (string Name, string Variable, double Limit)[] Plain = [("rsyslog", "RSYSLOG_IMAGE", 1.0), ("syslog-ng", "SYSLOGNG_IMAGE", 0.6)];
    private static readonly (string Name, string Variable, double Limit)[] Json = [("rsyslog", "RSYSLOG_IMAGE", 0.5), ("syslog-ng", "SYSLOGNG_IMAGE", 0.5)];

    public static async Task<IReadOnlyList<Row>> RunAsync(int thousands)
    {
        List<Row> rows = [];
        foreach (var isJson in (bool[])[false, true])
        {
            var folder = Directory.CreateTempSubdirectory("agent-benchmark-");
            try
            {
                var lines = thousands * 1000;
                WriteLines(Path.Combine(folder.FullName, "app.log"), lines, isJson);
                var agent = await MeasureAgentAsync(folder.FullName, lines);
                var format = isJson ? "JSON" : "plain";
                rows.Add(Row.Limits("T8", $"memory of the agent, {format}, {lines} lines", agent.Memory, MemoryLimit));
                foreach (var (name, variable, limit) in isJson ? Json : Plain)
                {
                    var what = $"agent, CPU seconds per million lines, {format}";
                    rows.Add(await PeerShipper.MeasureAsync(name, variable, folder.FullName, lines, isJson) is { } peer
                        ? Row.Ratios("T8", what, agent.Processor, name, peer, limit)
                        : Row.Of("T8", $"{what}; {name} not measured, for {variable} names no image", agent.Processor));
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        return rows;
    }

    private static async Task<(Sample Processor, Sample Memory)> MeasureAgentAsync(string folder, int lines)
    {
        await using var sink = new HttpSink();
        using var agent = new AgentProgram(folder, sink.Port);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (sink.Seen < lines && await timer.WaitForNextTickAsync())
        {
        }

        Sample processor = new("s"), memory = new("MiB");
        processor.Add(agent.ProcessorSeconds * 1_000_000 / lines);
        memory.Add(agent.PeakMemory / (1024.0 * 1024));
        await agent.StopAsync();
        return (processor, memory);
    }

    private static void WriteLines(string path, int lines, bool isJson)
    {
        using var writer = new StreamWriter(path);
        for (var number = 0; number < lines; number++)
        {
            var line = isJson
                ? string.Create(CultureInfo.InvariantCulture, $$"""{"time":"2026-01-31T12:00:{{number % 60:00}}.{{number % 1000:000}}Z","level":"info","msg":"order #{{number}}; placed","customer":{{number * 7L % 100_000}},"took":{{number % 900}}.5,"warehouse":"north","pad":"{{new string('x', 40)}}"}""")
                : string.Create(CultureInfo.InvariantCulture, $"2026-01-31T12:00:{number % 60:00}.{number % 1000:000}Z INFO [worker-{number % 16}] Shop.Orders - order #{number}; placed by customer {number * 7L % 100_000}").PadRight(LineLength, '.');
            writer.Write(line);
            writer.Write('\n');
        }
    }
}
