using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Aspire.Sidecar.Agent.Running;

/// <summary>Follows log files and ships their lines until it is told to stop.</summary>
internal sealed class LoggingJob(LoggingOptions options, OtlpOptions? otlp, AgentEnvironment environment, TimeProvider timeProvider, ILogger logger)
{
    private const int MetricsTimeoutMilliseconds = 500;
    private static readonly TimeSpan MetricsDelay = TimeSpan.FromSeconds(1);

    /// <returns>What was done, in a line.</returns>
    public async Task<string> RunAsync(CancellationToken stopping)
    {
        using var counters = new AgentCounters();
        using var sender = CreateSender();
        logger.Following(string.Join(", ", options.Files.Select(glob => $"'{glob}'")), options.Directory, sender.Receiver);

        var queue = new BatchQueue(options.QueueSize, options.BatchSize, timeProvider);
        var positions = new PositionsFile(options.Positions, timeProvider, logger);
        var tracker = CreateTracker(positions);
        var follower = new Follower(options, tracker, new(queue, counters), queue, positions, counters, timeProvider, logger);
        var shipper = new Shipper(queue, sender, counters, new(Random.Shared.NextDouble), timeProvider, logger);

        var metrics = StartMetricsAsync(stopping);
        await FollowAndShipAsync(follower, shipper, stopping).ConfigureAwait(false);
        follower.SavePositions();
        ReportRest(counters);
        if (await metrics.ConfigureAwait(false) is { } provider)
        {
            provider.Shutdown(MetricsTimeoutMilliseconds);
            provider.Dispose();
        }

        foreach (var file in tracker.Files)
        {
            file.Dispose();
        }

        return $"read {counters.LinesRead}, sent {counters.LinesSent}, dropped {counters.LinesDropped}";
    }

    // Setting up the export of metrics takes longer than everything else, so the first log lines go before it.
    private async Task<MeterProvider?> StartMetricsAsync(CancellationToken stopping)
    {
        await Task.Delay(MetricsDelay, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await Task.Run(() => AgentMetrics.Start(environment), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task FollowAndShipAsync(Follower follower, Shipper shipper, CancellationToken stopping)
    {
        // The clock runs from the moment of the signal, whatever the loops are doing then.
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        await using var registration = stopping.Register(() => deadline.CancelAfter(options.DrainTimeout)).ConfigureAwait(false);

        var shipping = Task.Run(() => shipper.RunAsync(stopping, deadline.Token), CancellationToken.None);
        var following = Task.Run(() => follower.RunAsync(stopping), CancellationToken.None);
        if (await Task.WhenAny(shipping, following).ConfigureAwait(false) == shipping && !stopping.IsCancellationRequested)
        {
            // Only a failure ends it before the queue is completed.
            await shipping.ConfigureAwait(false);
        }

        await following.ConfigureAwait(false);
        logger.Stopping(options.DrainTimeout.TotalSeconds);
        try
        {
            await follower.DrainAsync(deadline.Token).ConfigureAwait(false);
            await shipping.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // What is left is told in the report.
            await shipping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void ReportRest(AgentCounters counters)
    {
        var left = counters.LinesRead - counters.LinesSent - counters.LinesDropped;
        if (left > 0 || counters.Lag > 0)
        {
            logger.NotDrained(left, counters.Lag);
        }
    }

    private IRecordSender CreateSender()
    {
        var resource = ResourceAttributes.Of(environment);
        return otlp switch
        {
            null => new ConsoleSender(resource),
            { UseGrpc: true } => new OtlpGrpcSender(otlp, new(resource), timeProvider),
            _ => new OtlpHttpSender(otlp, new(resource), timeProvider),
        };
    }

    private FileTracker CreateTracker(PositionsFile positions)
    {
        var scanner = new FolderScanner(options.Directory, new(options.Files), options.Positions, logger);
        var opener = new FileOpener(options, new LineParser(options.Format, timeProvider), timeProvider, logger);
        return new(options, scanner, opener, new(positions.Load()), timeProvider, logger);
    }
}
