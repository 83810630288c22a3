using System.Net;
using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Aspire.Sidecar.Agent.Scraping;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Monitoring;

/// <summary>Scrapes, looks at the main's process and probes, until it is told to stop.</summary>
internal sealed class MonitoringJob(MonitoringOptions options, OtlpOptions? otlp, AgentEnvironment environment, TextWriter output, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan LastExport = TimeSpan.FromSeconds(2);

    private long _exports;

    /// <returns>What was done, in a line.</returns>
    public async Task<string> RunAsync(CancellationToken stopping)
    {
        IRecordSender sender = otlp is null ? new ConsoleMetrics(output) : OtlpSender.Create(otlp, OtlpSignal.Metrics, timeProvider);
        using var exporter = new MetricsExporter(new(ResourceAttributes.Of(environment)), sender, timeProvider, logger);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = Timeout.InfiniteTimeSpan };
        var scrapers = options.Scrapes.Select(url => new Scraper(new(url, options.Timeout, options.MaxBodyBytes, options.MaxSeries), options.Scrapes.Count > 1, client, timeProvider, logger)).ToArray();
        var probers = options.Probes.Select(url => new Prober(url, options.Timeout, client, timeProvider, logger)).ToArray();
        var process = options.Process is null && options.ProcessVariable is null ? null : new ProcessMonitor(new(options.Process, options.ProcessVariable), logger);
        logger.Monitoring(What(), exporter.Receiver, options.Interval.TotalSeconds);

        await Task.WhenAll([.. probers.Select(prober => RepeatAsync(options.ProbeInterval, prober.ProbeAsync, stopping)), RepeatAsync(options.Interval, ExportAsync, stopping)]).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(LastExport, timeProvider);
        await TryAsync(ExportAsync, patience.Token).ConfigureAwait(false);
        return $"exported {_exports} times";

        async Task ExportAsync(CancellationToken cancellationToken)
        {
            var results = await Task.WhenAll(scrapers.Select(scraper => scraper.ScrapeAsync(cancellationToken))).ConfigureAwait(false);
            _exports += await exporter.ExportAsync(writer => Write(writer, scrapers, results, probers, process), cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }
    }

    private void Write(MetricWriter writer, Scraper[] scrapers, ScrapeResult[] results, Prober[] probers, ProcessMonitor? process)
    {
        var now = UnixNanoseconds.Of(timeProvider.GetUtcNow());
        foreach (var (scraper, result) in scrapers.Zip(results))
        {
            scraper.Write(writer, result, now);
        }

        foreach (var prober in probers)
        {
            prober.Write(writer, now);
        }

        process?.Write(writer, now);
    }

    // What goes wrong once may be right the next time: nothing ends it but its user.
    private async Task RepeatAsync(TimeSpan interval, Func<CancellationToken, Task> act, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, timeProvider);
        do
        {
            await TryAsync(act, stopping).ConfigureAwait(false);
        }
        while (await NextAsync(timer, stopping).ConfigureAwait(false));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It is told to stop.
        }
        catch (Exception exception)
        {
            logger.GoesOn(exception);
        }
    }

    private string What()
    {
        string[] parts =
        [
            .. options.Scrapes.Select(url => url.ToString()),
            .. options.Probes.Select(url => $"probes of {url}"),
            .. options.Process is not null || options.ProcessVariable is not null ? (string[])["the main's process"] : [],
        ];
        return string.Join(", ", parts);
    }
}
