using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Dashboard.Otlp.Reading;

internal sealed class LogReader(OtlpServerOptions options)
{
    private readonly AttributeReader _reader = new(options);

    public List<OtlpLogRecord> Read(ExportLogsServiceRequest request, Rejections rejections)
    {
        List<OtlpLogRecord> records = [];
        foreach (var resourceLogs in request.ResourceLogs)
        {
            var origin = Origin.Of(resourceLogs.Resource, _reader);
            foreach (var scopeLogs in resourceLogs.ScopeLogs)
            {
                var scope = _reader.TextOrNull(scopeLogs.Scope?.Name);
                records.AddRange(scopeLogs.LogRecords.Where(_ => rejections.HasRoom()).Select(record => Read(record, origin, scope)));
            }
        }

        return records;
    }

    // A record with an invalid trace or span id is a record without one, by the specification.
    private OtlpLogRecord Read(LogRecord record, Origin origin, string? scope) =>
        new(
            origin.ServiceName,
            origin.InstanceId,
            origin.Attributes,
            OtlpTime.FromUnixNanosecondsOrNull(record.TimeUnixNano)
                ?? OtlpTime.FromUnixNanosecondsOrNull(record.ObservedTimeUnixNano)
                ?? options.TimeProvider.GetUtcNow(),
            (int)record.SeverityNumber is >= 0 and <= 24 and var severity ? severity : 0,
            _reader.TextOrNull(record.SeverityText),
            _reader.Text(record.Body),
            OtlpId.Trace(record.TraceId),
            OtlpId.Span(record.SpanId),
            _reader.Read(record.Attributes))
        {
            ScopeName = scope,
            EventName = _reader.TextOrNull(record.EventName),
        };
}
