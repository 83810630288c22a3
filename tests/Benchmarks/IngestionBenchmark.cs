using System.Diagnostics;
using System.Globalization;
using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Server;
using Aspire.Dashboard.Telemetry;
using Browser;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Benchmarks;

/// <summary>
/// 10,000 spans and 10,000 log records in a second into a dashboard that a browser looks at: what is lost, what memory it takes,
/// and how long a page takes to show.
/// </summary>
internal static class IngestionBenchmark
{
    private const int ItemsPerSecond = 10_000;
    private static readonly string[] Pages = ["Structured", "Traces", "Metrics", "Console", "Resources"];

    public static async Task RunAsync(int seconds)
    {
        using var telemetry = new TelemetryStore(new TelemetryLimits(), TimeProvider.System);
        await using var receiver = new OtlpServer(new() { HttpUrl = new("http://127.0.0.1:0") }, telemetry, NullLoggerFactory.Instance);
        await using var dashboard = new DashboardServer(new() { Urls = [new("http://127.0.0.1:0")] }, new NoResources(), telemetry, NullLoggerFactory.Instance);
        await receiver.StartAsync(CancellationToken.None);
        await dashboard.StartAsync(CancellationToken.None);
        using var load = new OtlpLoad(receiver.HttpAddress!);
        await load.RunAsync(ItemsPerSecond, TimeSpan.FromSeconds(3), CancellationToken.None);

        var (spans, logs) = (telemetry.Traces.Received, telemetry.Logs.Received);
        var watch = Stopwatch.StartNew();
        using var ended = new CancellationTokenSource();
        var looking = LookAsync(dashboard.Addresses[0], ended.Token);
        var memory = WatchMemoryAsync(ended.Token);
        var requests = await load.RunAsync(ItemsPerSecond, TimeSpan.FromSeconds(seconds), CancellationToken.None);
        var elapsed = watch.Elapsed;
        await ended.CancelAsync();

        Print("sent of each in a second", OtlpLoad.ItemsOf(requests) / elapsed.TotalSeconds);
        Print("spans lost", OtlpLoad.ItemsOf(requests) - (telemetry.Traces.Received - spans));
        Print("log records lost", OtlpLoad.ItemsOf(requests) - (telemetry.Logs.Received - logs));
        Print("processor time for a second of load, s", Environment.CpuUsage.TotalTime.TotalSeconds / elapsed.TotalSeconds);
        var samples = await memory;
        Print("managed memory after half the time, MiB", samples[samples.Count / 2]);
        Print("managed memory at most, MiB", samples.Max());
        Print("managed memory at the end, MiB", samples[^1]);
        Print("ratio of the end to half the time", samples[^1] / samples[samples.Count / 2]);
        PrintPages(await looking);
    }

    /// <summary>How long it takes from the click on a page until it shows its heading and content.</summary>
    private static async Task<Dictionary<string, List<double>>> LookAsync(Uri address, CancellationToken cancellationToken)
    {
        var times = Pages.ToDictionary(name => name, _ => new List<double>());
        if (DashboardBrowser.MissingReason is { } reason)
        {
            Console.WriteLine(reason);
            return times;
        }

        await using var browser = await DashboardBrowser.LaunchAsync();
        var page = await browser.OpenAsync();
        await page.GotoAsync(address.ToString());
        await page.Locator("h1").First.WaitForAsync();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var name in Pages.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                times[name].Add(await MeasureAsync(page, name));
            }
        }

        return times;
    }

    // Measured by the page itself: what drives the browser takes longer than the page does.
    private static Task<double> MeasureAsync(IPage page, string name) => page.EvaluateAsync<double>(
        """
        async name => {
          const shown = () => document.querySelector('h1')?.textContent.startsWith(name) && document.querySelector('tr.row, .empty, .instruments, .console');
          const start = performance.now();
          [...document.querySelectorAll('.nav-entry')].find(entry => entry.textContent.includes(name)).click();
          while (!shown()) await new Promise(done => setTimeout(done, 2));
          return performance.now() - start;
        }
        """,
        name);

    private static async Task<List<double>> WatchMemoryAsync(CancellationToken cancellationToken)
    {
        var samples = new List<double> { GC.GetTotalMemory(forceFullCollection: false) / 1048576.0 };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                // What has survived the latest collection: what is garbage already does not count.
                samples.Add(GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / 1048576.0);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough is measured.
        }

        return samples;
    }

    private static void PrintPages(Dictionary<string, List<double>> times)
    {
        foreach (var (name, values) in times.Where(pair => pair.Value.Count > 0))
        {
            values.Sort();
            Print($"page {name}, median ms of {values.Count}", values[values.Count / 2]);
            Print($"page {name}, 95th percentile ms", values[(int)(values.Count * 0.95)]);
        }
    }

    private static void Print(string name, double value)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-52}{value,12:0.##}"));
}
