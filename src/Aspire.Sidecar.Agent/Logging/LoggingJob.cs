using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Logging;

/// <summary>Follows log files and ships their lines until it is told to stop.</summary>
internal sealed class LoggingJob(LoggingOptions options, OtlpOptions? otlp, AgentEnvironment environment, TextWriter output, TimeProvider timeProvider, ILogger logger)
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _resource = ResourceAttributes.Of(environment);

    /// <returns>What was done, in a line.</returns>
    /// <exception cref="AgentException">Another agent has the folder.</exception>
    public async Task<string> RunAsync(CancellationToken stopping)
    {
        var counters = new AgentCounters();
        using var sender = otlp is null ? new ConsoleSender(_resource, output) : OtlpSender.Create(otlp, OtlpSignal.Logs, timeProvider);
        logger.Following(string.Join(", ", options.Files.Select(glob => $"'{glob}'")), options.Directory, sender.Receiver);

        var frame = new RequestFrame(_resource);
        var queue = new BatchQueue(frame, options.QueueSize, options.BatchSize, timeProvider);
        var shipper = new Shipper(queue, frame, sender, counters, new(Random.Shared.NextDouble), timeProvider, logger);
        using var claim = new FolderClaim(options.Directory, options.Positions, timeProvider, logger);
        using var positions = new PositionsFile(options.Positions, timeProvider, logger);
        using var watch = new FolderWatch(options.Directory, options.PollInterval, timeProvider);
        var metrics = AgentMetrics.Start(environment, counters, timeProvider, logger);

        var tracker = CreateTracker(positions);
        var follower = new Follower(options, tracker, CreateReader(queue, counters), queue, positions, watch, claim, counters, timeProvider, logger);
        try
        {
            await FollowAndShipAsync(follower, shipper, stopping).ConfigureAwait(false);
            follower.SaveAll();
            ReportRest(counters);
        }
        finally
        {
            if (metrics is not null)
            {
                await metrics.DisposeAsync().ConfigureAwait(false);
            }

            foreach (var file in tracker.Files)
            {
                file.Dispose();
            }
        }

        var leftOut = counters.LinesLeftOut > 0 ? $", left out {counters.LinesLeftOut}" : "";
        return $"read {counters.LinesRead}, sent {counters.LinesSent}, dropped {counters.LinesDropped}{leftOut}";
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
        var left = counters.LinesRead - counters.LinesSent - counters.LinesDropped - counters.LinesLeftOut;
        if (left > 0 || counters.Lag > 0)
        {
            logger.NotDrained(left, counters.Lag, options.IsEphemeral ? "they are lost, for the volume is removed with the application" : "the next run sends them");
        }
    }

    private FileReader CreateReader(BatchQueue queue, AgentCounters counters)
    {
        var parsing = new ParsingOptions
        {
            Format = options.Format,
            Multiline = options.RecordStart is not null || (options.Multiline && options.Format != LineFormat.Json),
            RecordStart = options.RecordStart,
            TimeZone = options.TimeZone,
            LeastSeverity = (Severity)options.LeastLevel,
            Redactions = options.Redactions,
            Drops = options.Drops,
            MaxBytes = options.MaxLineBytes,
        };
        return new(queue, parsing, new(options.Format, options.TimeZone, timeProvider), counters, new(options.RateLimit, timeProvider), timeProvider);
    }

    private FileTracker CreateTracker(PositionsFile positions)
    {
        var complaints = new Complaints(timeProvider);
        var scanner = new FolderScanner(options.Directory, new(options.Files), options.Positions, complaints, logger);
        var opener = new FileOpener(options.Directory, new(DescriptorLimit.Of(options.MaxOpenFiles)), complaints, timeProvider, logger);
        return new(options, scanner, opener, new(positions.Load), timeProvider, logger);
    }
}
