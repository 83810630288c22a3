using System.Text;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>The names that loggers give to the same things.</summary>
[TestClass]
public sealed class FieldNameTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";

    [TestMethod]
    [DataRow("@t", "time", "timestamp", "@timestamp", "ts", "datetime", "eventTime", "asctime", "timeMillis", "instant")]
    public void Times(params string[] names) => ShouldAll(names, "1769860800", record => record.Time() == "2026-01-31T12:00:00");

    [TestMethod]
    [DataRow("@l", "level", "logLevel", "log.level", "severity", "lvl", "severityText", "severity_text", "levelname")]
    public void Levels(params string[] names) => ShouldAll(names, "\"warning\"", record => record is { SeverityNumber: SeverityNumber.Warn, SeverityText: "warning" });

    [TestMethod]
    [DataRow("severityNumber", "severity_number")]
    public void Numbers_of_levels(params string[] names) => ShouldAll(names, "13", record => record.SeverityNumber == SeverityNumber.Warn);

    [TestMethod]
    [DataRow("@m", "message", "msg", "body", "short_message", "formattedMessage", "renderedMessage", "@mt", "messageTemplate")]
    public void Messages(params string[] names) => ShouldAll(names, "\"text\"", record => record.Body?.StringValue == "text");

    [TestMethod]
    [DataRow("@x", "exception", "error", "err", "exc_info", "thrown", "throwable")]
    public void Exceptions(params string[] names) => ShouldAll(names, "\"java.io.IOException: gone\"", record => record.Attribute("exception.type") == "java.io.IOException");

    [TestMethod]
    [DataRow("error.type", "exception.type")]
    public void Types_of_exceptions(params string[] names) => ShouldAll(names, "\"T\"", record => record.Attribute("exception.type") == "T");

    [TestMethod]
    [DataRow("error.message", "exception.message")]
    public void Messages_of_exceptions(params string[] names) => ShouldAll(names, "\"gone\"", record => record.Attribute("exception.message") == "gone");

    [TestMethod]
    [DataRow("stackTrace", "stack_trace", "stack", "error.stack_trace", "exception.stacktrace")]
    public void Stacks(params string[] names) => ShouldAll(names, "\"at a\"", record => record.Attribute("exception.stacktrace") == "at a");

    [TestMethod]
    [DataRow("stack", "stackTrace", "stack_trace", "stackTraceString", "extendedStackTrace")]
    public void Stacks_in_exceptions(params string[] names) =>
        ShouldAll([.. names.Select(name => $"err\":{{\"name\":\"T\",\"{name}")], "\"at a\"}", record => record.Attribute("exception.stacktrace") == "at a");

    [TestMethod]
    [DataRow("@tr", "trace_id", "traceId", "trace.id", "otelTraceID")]
    public void Traces(params string[] names) => ShouldAll(names, $"\"{Trace}\"", record => Hex(record.TraceId) == Trace);

    [TestMethod]
    [DataRow("@sp", "span_id", "spanId", "span.id", "otelSpanID")]
    public void Spans(params string[] names) => ShouldAll(names, $"\"{Span}\"", record => Hex(record.SpanId) == Span);

    [TestMethod]
    public void The_first_part_of_a_long_line_has_what_stands_in_it_and_the_others_their_number()
    {
        var sink = new RecordSink();
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, sink);
        var first = Encoding.UTF8.GetBytes($$"""{"ts":1769860800,"level":"error","trace_id":"{{Trace}}","span_id":"{{Span}}","msg":"a long""");
        assembler.Add(new(first, 0, first.Length, part: 1));
        assembler.Add(new("level=debug"u8, first.Length, first.Length + 12, part: 2));
        assembler.Flush();

        var (head, tail) = (sink.Records[0], sink.Records[1]);
        (head.Time(), head.SeverityText, head.SeverityNumber, Hex(head.TraceId), Hex(head.SpanId), head.Attribute("sidecar.line.part"))
            .Should().Be(("2026-01-31T12:00:00", "error", SeverityNumber.Error, Trace, Span, "1"));
        (tail.Body.StringValue, tail.SeverityNumber, tail.Attribute("sidecar.line.part")).Should().Be(("level=debug", SeverityNumber.Unspecified, "2"));
    }

    private static void ShouldAll(string[] names, string value, Func<LogRecord, bool> isUnderstood) =>
        names.Where(name => !isUnderstood(ParsedRecord.Of($$"""{"{{name}}":{{value}},"other":1}"""))).Should().BeEmpty();

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
