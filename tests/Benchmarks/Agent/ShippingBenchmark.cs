using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Agent;

/// <summary>
/// T8: processor seconds, lines in a second and peak memory of the agent for so many thousand lines, plain and JSON, on one core; beside rsyslog and syslog-ng from Debian on the same
/// core, where containers of them can be run (images of the names in RSYSLOG_IMAGE and SYSLOGNG_IMAGE).
/// </summary>
internal static class ShippingBenchmark
{
    private const int LineLength = 194;

    public static async Task RunAsync(int thousands)
    {
        foreach (var isJson in (bool[])[false, true])
        {
            var folder = Directory.CreateTempSubdirectory("agent-benchmark-");
            try
            {
                var lines = thousands * 1000;
                WriteLines(Path.Combine(folder.FullName, "app.log"), lines, isJson);
                await MeasureAgentAsync(folder.FullName, lines, isJson ? "JSON" : "plain");
                await PeerShipper.MeasureAsync("rsyslog", "RSYSLOG_IMAGE", folder.FullName, lines, isJson);
                await PeerShipper.MeasureAsync("syslog-ng", "SYSLOGNG_IMAGE", folder.FullName, lines, isJson);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    public static void Report(string what, int lines, double seconds, TimeSpan wall, long memory) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-18} {seconds * 1_000_000 / lines,6:0.00} CPU s per million lines   {lines / wall.TotalSeconds,9:0} lines/s   peak {memory / 1024 / 1024} MiB"));

    private static async Task MeasureAgentAsync(string folder, int lines, string format)
    {
        await using var sink = new HttpSink();
        using var agent = new AgentProgram(folder, sink.Port);
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (sink.Seen < lines && await timer.WaitForNextTickAsync())
        {
        }

        Report($"agent, {format}", lines, agent.ProcessorSeconds, clock.Elapsed, agent.PeakMemory);
        Console.WriteLine($"                   {await agent.StopAsync()}");
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
