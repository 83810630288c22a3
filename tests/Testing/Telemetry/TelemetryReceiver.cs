using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Testing;

/// <summary>
/// Stands where the dashboard would: receives logs, spans and metrics by OTLP, over gRPC and over HTTP with protobuf, on ports of this machine alone.
/// </summary>
public sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;

    private TelemetryReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _application = builder.Build();
        _application.Run(ReceiveAsync);
    }

    public ConcurrentQueue<ReceivedLog> Logs { get; } = [];

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = [];

    public ConcurrentQueue<ReceivedMetric> Metrics { get; } = [];

    public Uri HttpUrl { get; private set; } = null!;

    public Uri GrpcUrl { get; private set; } = null!;

    public static async Task<TelemetryReceiver> StartAsync()
    {
        var receiver = new TelemetryReceiver();
        await receiver._application.StartAsync();
        var urls = receiver._application.Urls.ToArray();
        (receiver.HttpUrl, receiver.GrpcUrl) = (new(urls[0]), new(urls[1]));
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever exports still need not be heard to the end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        Keep(context.Request.Path, Message(body.ToArray(), isGrpc, context.Request.Headers.ContentEncoding == "gzip"));

        // An empty message says that all was accepted.
        context.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (isGrpc)
        {
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.CompleteAsync();
        }
    }

    private void Keep(string path, byte[] message)
    {
        switch (path)
        {
            case "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export":
                Keep(Logs, TelemetryReader.Logs(ExportLogsServiceRequest.Parser.ParseFrom(message)));
                break;
            case "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                Keep(Spans, TelemetryReader.Spans(ExportTraceServiceRequest.Parser.ParseFrom(message)));
                break;
            case "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export":
                Keep(Metrics, TelemetryReader.Metrics(ExportMetricsServiceRequest.Parser.ParseFrom(message)));
                break;
            default:
                throw new InvalidOperationException($"'{path}' is no signal of OTLP.");
        }
    }

    private static void Keep<T>(ConcurrentQueue<T> queue, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            queue.Enqueue(item);
        }
    }

    /// <summary>A message of gRPC comes after a byte that says whether it is compressed, and four with its length.</summary>
    private static byte[] Message(byte[] body, bool isGrpc, bool isCompressed)
    {
        if (isGrpc)
        {
            isCompressed = body[0] == 1;
            body = body[5..(5 + BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)))];
        }

        if (!isCompressed)
        {
            return body;
        }

        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
