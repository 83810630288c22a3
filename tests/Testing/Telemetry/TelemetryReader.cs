using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Testing;

/// <summary>Turns requests of OTLP into what tests look at.</summary>
internal static class TelemetryReader
{
    public static IEnumerable<ReceivedLog> Logs(ExportLogsServiceRequest request) =>
        from resource in request.ResourceLogs
        let program = Text(resource.Resource?.Attributes ?? [])
        from scope in resource.ScopeLogs
        from record in scope.LogRecords
        select new ReceivedLog(program, Text(record.Attributes), Text(record.Body), record.SeverityText, Hex(record.TraceId), Time(record.TimeUnixNano));

    public static IEnumerable<ReceivedSpan> Spans(ExportTraceServiceRequest request) =>
        from resource in request.ResourceSpans
        let program = Text(resource.Resource?.Attributes ?? [])
        from scope in resource.ScopeSpans
        from span in scope.Spans
        select new ReceivedSpan(program, Text(span.Attributes), span.Name, Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId),
            span.Status?.Code == Status.Types.StatusCode.Error, Time(span.StartTimeUnixNano), Time(span.EndTimeUnixNano));

    public static IEnumerable<ReceivedMetric> Metrics(ExportMetricsServiceRequest request) =>
        from resource in request.ResourceMetrics
        let program = Text(resource.Resource?.Attributes ?? [])
        from scope in resource.ScopeMetrics
        from metric in scope.Metrics
        from point in Points(metric)
        select new ReceivedMetric(program, Text(point.Attributes), metric.Name, metric.Unit, point.Value, Time(point.Time));

    private static IEnumerable<(IEnumerable<KeyValue> Attributes, double Value, ulong Time)> Points(Metric metric) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(Number),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(Number),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => ((IEnumerable<KeyValue>)point.Attributes, point.Sum, point.TimeUnixNano)),
        _ => [],
    };

    private static (IEnumerable<KeyValue> Attributes, double Value, ulong Time) Number(NumberDataPoint point) =>
        (point.Attributes, point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble, point.TimeUnixNano);

    private static Dictionary<string, string> Text(IEnumerable<KeyValue> attributes)
    {
        Dictionary<string, string> texts = [];
        foreach (var attribute in attributes)
        {
            texts[attribute.Key] = Text(attribute.Value);
        }

        return texts;
    }

    private static string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        _ => value?.ToString() ?? "",
    };

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static DateTimeOffset Time(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
}
