using System.Diagnostics;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Benchmarks.Running;
using Testing;

namespace Benchmarks.Kill;

/// <summary>
/// T6: after which time nothing is left of an AppHost that was killed, beside one that has as many containers without the integration.
/// </summary>
internal static class KillBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        Sample joined = new(), volume = new(), engine = new(), all = new(), plainEngine = new(), plainAll = new();
        for (var round = 0; round < rounds; round++)
        {
            await KillAsync("pod", joined, volume, engine, all);
            await KillAsync("plain", new(), new(), plainEngine, plainAll);
        }

        return
        [
            Row.Limits("T6", "AppHost killed: joined sidecars gone", joined, 3, 3).Beside("all containers without sidecars", plainEngine, joined.Median),
            Row.Limits("T6", "AppHost killed: their volume gone, which the main has until the orchestrator has stopped it", volume, 3, 3).Beside("all containers without sidecars", plainEngine, volume.Median),
            Row.Of("T6", "AppHost killed: no container left", engine).Beside("without sidecars", plainEngine, engine.Median),
            Row.Limits("T6", "AppHost killed: nothing left, the orchestrator's own processes neither", all, 10, 10).Beside("without sidecars", plainAll, all.Median),
        ];
    }

    private static async Task KillAsync(string kind, Sample joined, Sample volume, Sample engine, Sample all)
    {
        var main = $"k{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        await using var appHost = MeasuredAppHost.Start($"{kind} {main}");
        var running = string.Join(' ', Enumerable.Repeat(KnownResourceStates.Running, MeasuredAppHost.Members));
        await appHost.WaitForAsync(() => appHost.Output.Any(line => line.EndsWith(running, StringComparison.Ordinal)), "the members run");
        appHost.Kill();
        var clock = Stopwatch.StartNew();
        double? joinedGone = null, volumeGone = null, containersGone = null;
        await Eventually.TrueAsync(
            async () =>
            {
                string[] left =
                [
                    .. await TestEngine.ListAsync("ps", "--all", "--filter", $"name=^{main}-", "--format", "{{.Names}}"),
                    .. await TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", $"name=.{main}."),
                ];
                var elapsed = clock.Elapsed.TotalSeconds;
                joinedGone ??= left.Any(name => name.Contains($"{main}-joined", StringComparison.Ordinal)) ? null : elapsed;
                volumeGone ??= left.Any(name => name.Contains($".{main}.", StringComparison.Ordinal)) ? null : elapsed;
                containersGone ??= left.Length > 0 ? null : elapsed;
                return left.Length == 0 && appHost.Processes.List().Length == 0;
            },
            Patience,
            "nothing is left");
        all.Add(clock.Elapsed);
        joined.Add(joinedGone!.Value);
        volume.Add(volumeGone!.Value);
        engine.Add(containersGone!.Value);
    }
}
