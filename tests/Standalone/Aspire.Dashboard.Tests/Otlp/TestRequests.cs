using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Aspire.Dashboard.Tests.Otlp;

internal static class TestRequests
{
    public const ulong Time = 1_700_000_000_123_456_700;

    public static readonly DateTimeOffset TimeRead = DateTimeOffset.UnixEpoch.AddTicks(17_000_000_001_234_567);

    public static ByteString TraceId { get; } = ByteString.CopyFrom([.. Enumerable.Range(1, 16).Select(i => (byte)i)]);

    public static ByteString SpanId { get; } = ByteString.CopyFrom([.. Enumerable.Range(1, 8).Select(i => (byte)i)]);

    public static ExportLogsServiceRequest Logs(params LogRecord[] records) =>
        new() { ResourceLogs = { new ResourceLogs { Resource = Api(), ScopeLogs = { new ScopeLogs { LogRecords = { records } } } } } };

    public static ExportTraceServiceRequest Spans(params Span[] spans) =>
        new() { ResourceSpans = { new ResourceSpans { Resource = Api(), ScopeSpans = { new ScopeSpans { Spans = { spans } } } } } };

    public static ExportMetricsServiceRequest Metrics(params Metric[] metrics) =>
        new() { ResourceMetrics = { new ResourceMetrics { Resource = Api(), ScopeMetrics = { new ScopeMetrics { Metrics = { metrics } } } } } };

    public static LogRecord Log(string body) => new() { TimeUnixNano = Time, Body = Text(body) };

    public static Span Span(string name) => new() { TraceId = TraceId, SpanId = SpanId, Name = name, StartTimeUnixNano = Time, EndTimeUnixNano = Time + 1_000_000 };

    public static AnyValue Text(string text) => new() { StringValue = text };

    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = Text(value) };

    private static Resource Api() => new() { Attributes = { Attribute("service.name", "api"), Attribute("service.instance.id", "api-1") } };
}
