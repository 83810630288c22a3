using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Benchmarks.Running;
using Testing;

namespace Benchmarks.Kill;

/// <summary>
/// T6: after which time nothing is left of an AppHost that was killed; beside the containers that the orchestrator itself has to remove.
/// </summary>
internal static class KillBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        Sample joined = new(), orchestrators = new(), all = new();
        for (var round = 0; round < rounds; round++)
        {
            await KillAsync(joined, orchestrators, all);
        }

        return
        [
            Row.Limits("T6", "AppHost killed: joined sidecars gone", joined, 3, 3).Beside("the orchestrator's containers", orchestrators, joined.Median),
            Row.Limits("T6", "AppHost killed: no container, volume or process left", all, 10, 10),
        ];
    }

    private static async Task KillAsync(Sample joined, Sample orchestrators, Sample all)
    {
        var main = $"k{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        await using var appHost = MeasuredAppHost.Start($"pod {main}");
        var running = string.Join(' ', Enumerable.Repeat(KnownResourceStates.Running, 2 + MeasuredAppHost.Sidecars));
        await appHost.WaitForAsync(() => appHost.Output.Any(line => line.EndsWith(running, StringComparison.Ordinal)), "the pod runs");
        appHost.Kill();
        var clock = Stopwatch.StartNew();
        double? joinedGone = null, othersGone = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var left = await TestEngine.ListAsync("ps", "--all", "--filter", $"name=^{main}-", "--format", "{{.Names}}");
                var elapsed = clock.Elapsed.TotalSeconds;
                joinedGone ??= left.Any(name => name.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{main}-s"), StringComparison.Ordinal) && !name.Contains("-separate-", StringComparison.Ordinal)) ? null : elapsed;
                othersGone ??= left.Any(name => name.Contains("-separate-", StringComparison.Ordinal) || name.Count(letter => letter == '-') == 1) ? null : elapsed;
                return left.Length == 0 && (await TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", $"name=.{main}.")).Length == 0 && appHost.Processes.List().Length == 0;
            },
            Patience,
            "nothing is left");
        all.Add(clock.Elapsed);
        joined.Add(joinedGone!.Value);
        orchestrators.Add(othersGone!.Value);
    }
}
