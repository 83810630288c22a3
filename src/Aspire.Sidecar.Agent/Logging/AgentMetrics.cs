using System.Globalization;
using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;
using Aspire.Sidecar.Agent.Reporting;
using Microsoft.Extensions.Logging;

namespace Aspire.Sidecar.Agent.Logging;

/// <summary>
/// Exports the agent's own counters by OTLP, under its own service name. With the writer that the monitoring needs anyway: OpenTelemetry's SDK takes longer to start than
/// all the rest of the agent, and more memory.
/// </summary>
internal sealed class AgentMetrics : IAsyncDisposable
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastExport = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly MetricsExporter _exporter;
    private readonly AgentCounters _counters;
    private readonly TimeProvider _timeProvider;
    private readonly ulong _start;
    private readonly Task _exporting;

    private AgentMetrics(MetricsExporter exporter, AgentCounters counters, TimeSpan interval, TimeProvider timeProvider)
    {
        (_exporter, _counters, _timeProvider) = (exporter, counters, timeProvider);
        _start = UnixNanoseconds.Of(timeProvider.GetUtcNow());
        _exporting = ExportRegularlyAsync(interval);
    }

    /// <summary>Starts the export; null when no receiver for metrics is set, its variables are wrong, or it is not wanted.</summary>
    public static AgentMetrics? Start(AgentEnvironment environment, AgentCounters counters, TimeProvider timeProvider, ILogger logger)
    {
        var isWanted = OtlpOptionsReader.IsConfigured(environment, OtlpSignal.Metrics)
            && environment["OTEL_METRICS_EXPORTER"] is null or "otlp"
            && environment["OTEL_SDK_DISABLED"]?.ToUpperInvariant() is not "TRUE";
        if (!isWanted)
        {
            return null;
        }

        var reader = new OtlpOptionsReader(environment, OtlpSignal.Metrics);
        var options = reader.Read();
        if (reader.Problems.Count > 0)
        {
            // Lines can be shipped without them.
            logger.OwnMetricsNotSent(string.Join(' ', reader.Problems));
            return null;
        }

        var interval = int.TryParse(environment["OTEL_METRIC_EXPORT_INTERVAL"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : DefaultInterval;
        var exporter = new MetricsExporter(new(ResourceAttributes.OfAgent(environment)), OtlpSender.Create(options, OtlpSignal.Metrics, timeProvider), timeProvider, logger);
        return new(exporter, counters, interval, timeProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _exporting.ConfigureAwait(false);
        using var patience = new CancellationTokenSource(LastExport, _timeProvider);
        await ExportAsync(patience.Token).ConfigureAwait(false);
        _exporter.Dispose();
        _stopping.Dispose();
    }

    private async Task ExportRegularlyAsync(TimeSpan interval)
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.Delay(interval, _timeProvider, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stopping.IsCancellationRequested)
            {
                await ExportAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ExportAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _exporter.ExportAsync(Write, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // There was no time for it; the counters stand in the last line as well.
        }
    }

    private void Write(MetricWriter writer)
    {
        var now = UnixNanoseconds.Of(_timeProvider.GetUtcNow());
        Count("sidecar.agent.lines.read", "{line}", "Lines read from files, empty ones left out.", ([], _counters.LinesRead));
        Count("sidecar.agent.lines.sent", "{line}", "Lines the receiver has taken.", ([], _counters.LinesSent));
        Count("sidecar.agent.lines.left_out", "{line}", "Lines that the user does not want.", ([], _counters.LinesLeftOut));
        Count("sidecar.agent.lines.dropped", "{line}", "Lines the receiver has refused for good.", ([new("reason", "refused")], _counters.LinesRefused), ([new("reason", "rejected")], _counters.LinesRejected));
        Count("sidecar.agent.bytes.read", "By", "Bytes read from files.", ([], _counters.BytesRead));
        writer.BeginGauge("sidecar.agent.lag", "By", "Bytes in files that the receiver has not taken yet.");
        writer.AddNumber([], 0, now, _counters.Lag);
        writer.End();

        void Count(string name, string unit, string description, params ReadOnlySpan<(IReadOnlyList<KeyValuePair<string, string>> Attributes, long Value)> points)
        {
            writer.BeginSum(name, unit, description, isMonotonic: true);
            foreach (var (attributes, value) in points)
            {
                writer.AddNumber(attributes, _start, now, value);
            }

            writer.End();
        }
    }
}
