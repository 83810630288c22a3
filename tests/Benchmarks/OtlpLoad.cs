using System.Diagnostics;
using System.Net.Http.Headers;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Benchmarks;

/// <summary>
/// Sends spans and log records by OTLP/HTTP at a steady pace. The requests are made before the clock starts: what is measured is
/// the receiver.
/// </summary>
internal sealed class OtlpLoad(Uri receiver) : IDisposable
{
    private const int ItemsPerRequest = 500;
    private const int SpansPerTrace = 5;
    private const int DistinctRequests = 100;
    private static readonly string[] Services = ["api", "api-pricing", "web", "worker"];

    private readonly HttpClient _client = new() { BaseAddress = receiver };
    private readonly byte[][] _spans = [.. Enumerable.Range(0, DistinctRequests).Select(index => Spans(index).ToByteArray())];
    private readonly byte[][] _logs = [.. Enumerable.Range(0, DistinctRequests).Select(index => Logs(index).ToByteArray())];

    /// <summary>Sends so many items of each kind in a second.</summary>
    /// <returns>How many requests of each kind were answered.</returns>
    public async Task<int> RunAsync(int itemsPerSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromSeconds((double)ItemsPerRequest / itemsPerSecond);
        var watch = Stopwatch.StartNew();
        var sent = 0;
        while (watch.Elapsed < duration && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(PostAsync("/v1/traces", _spans[sent % DistinctRequests]), PostAsync("/v1/logs", _logs[sent % DistinctRequests]));
            sent++;
            var ahead = (interval * sent) - watch.Elapsed;
            if (ahead > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(ahead, cancellationToken);
            }
        }

        return sent;
    }

    public static long ItemsOf(int requests) => (long)requests * ItemsPerRequest;

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        using var response = await _client.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
    }

    private static ExportTraceServiceRequest Spans(int request)
    {
        var scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "Shop" } };
        var start = Now();
        for (var i = 0; i < ItemsPerRequest; i++)
        {
            var trace = (request * ItemsPerRequest / SpansPerTrace) + (i / SpansPerTrace);
            var isRoot = i % SpansPerTrace == 0;
            scope.Spans.Add(new Span
            {
                TraceId = Id(trace + 1, 16),
                SpanId = Id((request * ItemsPerRequest) + i + 1, 8),
                ParentSpanId = isRoot ? ByteString.Empty : Id((request * ItemsPerRequest) + (i / SpansPerTrace * SpansPerTrace) + 1, 8),
                Name = isRoot ? "GET /products" : "SELECT products",
                StartTimeUnixNano = start + ((ulong)i * 1_000),
                EndTimeUnixNano = start + ((ulong)i * 1_000) + 5_000_000,
                Attributes = { Text("http.request.method", "GET"), Text("url.path", "/products"), Text("server.address", "localhost"), Text("http.response.status_code", "200") },
            });
        }

        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = Service(request), ScopeSpans = { scope } } } };
    }

    private static ExportLogsServiceRequest Logs(int request)
    {
        var scope = new ScopeLogs { Scope = new InstrumentationScope { Name = "Shop.Requests" } };
        for (var i = 0; i < ItemsPerRequest; i++)
        {
            scope.LogRecords.Add(new LogRecord
            {
                TimeUnixNano = Now(),
                SeverityNumber = (SeverityNumber)(i % 20 == 0 ? 17 : 9),
                Body = new AnyValue { StringValue = $"GET /products answered 200 after {i % 40} ms" },
                TraceId = Id((request * ItemsPerRequest / SpansPerTrace) + (i / SpansPerTrace) + 1, 16),
                SpanId = Id((request * ItemsPerRequest) + i + 1, 8),
                Attributes = { Text("Path", "/products"), Text("Status", "200"), Text("Elapsed", $"{i % 40}") },
            });
        }

        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { Resource = Service(request), ScopeLogs = { scope } } } };
    }

    private static Resource Service(int request)
        => new() { Attributes = { Text("service.name", Services[request % Services.Length]), Text("service.instance.id", "abcdefgh") } };

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static ByteString Id(int number, int length)
    {
        var bytes = new byte[length];
        BitConverter.TryWriteBytes(bytes.AsSpan(length - 4), number);
        return ByteString.CopyFrom(bytes);
    }

    private static ulong Now() => (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000;
}
