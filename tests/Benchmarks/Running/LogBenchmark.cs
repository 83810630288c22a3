using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Benchmarks.Numbers;
using Testing;

namespace Benchmarks.Running;

/// <summary>
/// T9: half a million lines at once from a joined sidecar, and from a container of Aspire: whether all are shown, whether its end is told, and what memory the AppHost takes.
/// </summary>
internal static class LogBenchmark
{
    private const int Lines = 500_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<IReadOnlyList<Row>> RunAsync(int rounds)
    {
        await TestEngine.RequireAsync();
        Sample memory = new("MiB"), plainMemory = new("MiB"), time = new(), plainTime = new();
        var (missing, missed) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            missing += await MeasureAsync("log", memory, time);
            missed += await MeasureAsync("plain-log", plainMemory, plainTime);
        }

        return
        [
            Row.Limits("T9", $"memory of the AppHost, {Lines} lines at once", memory, 300, 300).Beside("a plain container", plainMemory, memory.Median),
            Row.Of("T9", "until its end is told and no more lines come", time).Beside("a plain container", plainTime, time.Median),
            Row.Of("T9", $"lines that a reader has not seen, in {rounds} rounds (of a plain container {missed})", missing.ToString(CultureInfo.InvariantCulture), "0", missing == 0),
        ];
    }

    /// <summary>Returns how many lines are missing when no more come.</summary>
    private static async Task<int> MeasureAsync(string kind, Sample memory, Sample time)
    {
        var main = $"l{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        await using var appHost = MeasuredAppHost.Start(string.Create(CultureInfo.InvariantCulture, $"{kind} {main} {Lines}"));
        await appHost.WaitForAsync(() => Last().State == KnownResourceStates.Running, "the writer runs");
        var clock = Stopwatch.StartNew();
        var (lines, since, ended) = (-1, clock.Elapsed, (TimeSpan?)null);
        await Eventually.TrueAsync(
            () =>
            {
                var now = Last();
                if (now.Lines != lines)
                {
                    (lines, since) = (now.Lines, clock.Elapsed);
                }

                ended ??= now.State == KnownResourceStates.Exited ? clock.Elapsed : null;
                return ended is not null && (lines == Lines || clock.Elapsed - since > TimeSpan.FromSeconds(10));
            },
            Patience,
            "all lines are seen");
        time.Add(ended > since ? ended.Value : since);
        using var process = Process.GetProcessById(appHost.Id);
        memory.Add(process.PeakWorkingSet64 / (1024.0 * 1024));
        return Lines - lines;

        (int Lines, string State) Last() => appHost.Output.LastOrDefault(line => line.StartsWith(MeasuredAppHost.Mark, StringComparison.Ordinal)) is { } line && line.Split(' ') is [_, var count, var state]
            ? (int.Parse(count, CultureInfo.InvariantCulture), state)
            : (0, "");
    }
}
