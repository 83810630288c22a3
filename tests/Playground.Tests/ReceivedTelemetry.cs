using System.Collections.Concurrent;
using Aspire.Dashboard.Otlp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Playground.Tests;

/// <summary>
/// Stands where the dashboard would: receives by OTLP what the playground exports.
/// </summary>
internal sealed class ReceivedTelemetry : ITelemetrySink, IAsyncDisposable
{
    private readonly OtlpServer _server;

    private ReceivedTelemetry() =>
        _server = new OtlpServer(new OtlpServerOptions { GrpcUrl = new Uri("http://127.0.0.1:0") }, this, NullLoggerFactory.Instance);

    public ConcurrentQueue<OtlpLogRecord> Logs { get; } = [];

    public ConcurrentQueue<OtlpSpan> Spans { get; } = [];

    public Uri Url => _server.GrpcAddress!;

    public static async Task<ReceivedTelemetry> StartAsync()
    {
        var received = new ReceivedTelemetry();
        await received._server.StartAsync(CancellationToken.None);
        return received;
    }

    public void OnLogs(IReadOnlyList<OtlpLogRecord> records)
    {
        foreach (var record in records)
        {
            Logs.Enqueue(record);
        }
    }

    public void OnSpans(IReadOnlyList<OtlpSpan> spans)
    {
        foreach (var span in spans)
        {
            Spans.Enqueue(span);
        }
    }

    public void OnMetrics(IReadOnlyList<OtlpMetricPoint> points)
    {
        // The playground's tests look at logs and spans.
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
