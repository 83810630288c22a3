using System.Diagnostics;
using Aspire.Sidecar.Agent.Parsing;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Resources;
using LogRecord = OpenTelemetry.Proto.Logs.V1.LogRecord;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>Writes records to the console with OpenTelemetry's own console exporter.</summary>
internal sealed class ConsoleSender : IRecordSender
{
    private readonly ILoggerFactory _factory;
    private readonly ILogger _logger;

    public ConsoleSender(IEnumerable<KeyValuePair<string, string>> resource)
    {
        var attributes = resource.Select(attribute => KeyValuePair.Create<string, object>(attribute.Key, attribute.Value));
        _factory = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddOpenTelemetry(options => WithText(options)
                .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes(attributes))
                .AddProcessor(new OriginProcessor())
                .AddConsoleExporter()));
        _logger = _factory.CreateLogger(RequestBuilder.ScopeName);
    }

    public string Receiver => "the console";

    public Task<SendResult> SendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            Write(Level(record.SeverityNumber), new(record));
        }

        return Task.FromResult(SendResult.Accepted);
    }

    public void Dispose() => _factory.Dispose();

    private void Write(LogLevel level, Entry entry) => _logger.Log(level, default, entry, exception: null, static (entry, _) => entry.Body);

    private static OpenTelemetryLoggerOptions WithText(OpenTelemetryLoggerOptions options)
    {
        options.IncludeFormattedMessage = true;
        return options;
    }

    private static LogLevel Level(SeverityNumber severity) => severity switch
    {
        >= SeverityNumber.Fatal => LogLevel.Critical,
        >= SeverityNumber.Error => LogLevel.Error,
        >= SeverityNumber.Warn => LogLevel.Warning,
        >= SeverityNumber.Info or SeverityNumber.Unspecified => LogLevel.Information,
        >= SeverityNumber.Debug => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    /// <summary>A record as the state of a logger's call: the list holds its attributes.</summary>
    private sealed class Entry(LogRecord record) : List<KeyValuePair<string, object?>>(record.Attributes.Select(ToPair))
    {
        public LogRecord Record { get; } = record;

        public string Body => Record.Body.ToText();

        // Under its usual name the SDK would take the template for the body.
        private static KeyValuePair<string, object?> ToPair(KeyValue attribute) =>
            new(attribute.Key == StructuredRecord.TemplateAttribute ? "message_template.text" : attribute.Key, attribute.Value.ToText());
    }

    /// <summary>Gives the exporter the time and the trace of the record; those of the call would be the agent's.</summary>
    private sealed class OriginProcessor : BaseProcessor<OpenTelemetry.Logs.LogRecord>
    {
        public override void OnEnd(OpenTelemetry.Logs.LogRecord data)
        {
            if (data.Attributes is not Entry { Record: var record })
            {
                return;
            }

            var nanoseconds = record.TimeUnixNano != 0 ? record.TimeUnixNano : record.ObservedTimeUnixNano;
            data.Timestamp = DateTime.UnixEpoch.AddTicks((long)(nanoseconds / 100));
            if (!record.TraceId.IsEmpty)
            {
                data.TraceId = ActivityTraceId.CreateFromBytes(record.TraceId.Span);
                data.SpanId = record.SpanId.IsEmpty ? default : ActivitySpanId.CreateFromBytes(record.SpanId.Span);
            }
        }
    }
}
