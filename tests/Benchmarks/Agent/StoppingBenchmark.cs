using System.Globalization;
using Benchmarks.Numbers;
using Testing;

namespace Benchmarks.Agent;

/// <summary>
/// T4, the agent's part: so many stops, every third one by kill, while 10,000 lines a second are written into files that are rotated each second. What is written must arrive.
/// </summary>
internal static class StoppingBenchmark
{
    private const int LinesInASlice = 100;
    private const int SlicesInARound = 100;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        var folder = TemporaryFolder.Create();
        await using var sink = new HttpSink();
        var written = 0;
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                using var agent = new AgentProgram(AgentBuild.Dll, folder, sink.Port, "--drain-timeout=10s", "--files=app*.log");
                written = await WriteAsync(folder, round, written);
                if (round % 3 == 2)
                {
                    agent.Process.Kill();
                }
                else
                {
                    await agent.StopAsync();
                }
            }

            using var last = new AgentProgram(AgentBuild.Dll, folder, sink.Port, "--files=app*.log");
            await sink.WaitAsync(written);
            await last.StopAsync();
            return
            [
                Row.Of("T4", $"{rounds} stops of the agent, every third by kill, under 10,000 lines/s: lines lost", string.Create(CultureInfo.InvariantCulture, $"{written - sink.Seen} of {written}"), "0", written == sink.Seen),
                Row.Of("T4", "… lines that came twice", string.Create(CultureInfo.InvariantCulture, $"{sink.Twice}"), "", isMet: null),
            ];
        }
        finally
        {
            TemporaryFolder.Delete(folder);
        }
    }

    private static async Task<int> WriteAsync(string folder, int round, int written)
    {
        var path = Path.Combine(folder, "app.log");
        using (var timer = new PeriodicTimer(Slice))
        {
            for (var slice = 0; slice < SlicesInARound && await timer.WaitForNextTickAsync(); slice++)
            {
                await File.AppendAllLinesAsync(path, Enumerable.Range(written, LinesInASlice).Select(number => string.Create(CultureInfo.InvariantCulture, $"2026-01-31T12:00:00Z INFO line #{number}; of the benchmark")));
                written += LinesInASlice;
            }
        }

        File.Move(path, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"app.{round}.log")));
        return written;
    }
}
