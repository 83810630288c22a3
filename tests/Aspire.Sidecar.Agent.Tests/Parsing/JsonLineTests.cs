using System.Text;
using Aspire.Sidecar.Agent.Options;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class JsonLineTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanId = "b7ad6b7169203331";

    [TestMethod]
    public void Microsoft_json_console()
    {
        var record = ParsedRecord.Of(
            $$"""{"Timestamp":"2026-01-31T12:34:56.789Z","EventId":14,"LogLevel":"Critical","Category":"Shop.Orders","Message":"Order 7 failed","Exception":"System.InvalidOperationException: no stock\n   at Shop.Orders.Place()","State":{"Message":"Order 7 failed","Id":7,"{OriginalFormat}":"Order {Id} failed"},"Scopes":[{"Message":"SpanId:{{SpanId}}","SpanId":"{{SpanId}}","TraceId":"{{TraceId}}"},"inner"]}""");

        record.Body.StringValue.Should().Be("Order 7 failed");
        record.Time().Should().Be("2026-01-31T12:34:56.789");
        (record.SeverityNumber, record.SeverityText).Should().Be((SeverityNumber.Fatal, "Critical"));
        Convert.ToHexStringLower(record.TraceId.Span).Should().Be(TraceId);
        Convert.ToHexStringLower(record.SpanId.Span).Should().Be(SpanId);
        record.Attribute("Category").Should().Be("Shop.Orders");
        record.Attribute("EventId").Should().Be("14");
        record.Attribute("Id").Should().Be("7");
        record.Attribute("{OriginalFormat}").Should().Be("Order {Id} failed");
        record.Attribute("exception.type").Should().Be("System.InvalidOperationException");
        record.Attribute("exception.message").Should().Be("no stock");
        record.Attribute("exception.stacktrace").Should().EndWith("at Shop.Orders.Place()");
    }

    [TestMethod]
    public void Serilog_compact_without_a_message_is_rendered()
    {
        var record = ParsedRecord.Of(
            """{"@t":"2026-01-31T12:34:56.7891234+01:00","@mt":"{{Got}} {Count:000} of {@Order} from {Missing}","@r":["007"],"@x":"System.Exception: x","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331","Count":7,"Order":{"Id":1,"Tags":["a",true,null]}}""");

        record.Body.StringValue.Should().Be("{Got} 007 of {Id: 1, Tags: [a, true, null]} from {Missing}");
        record.Time().Should().Be("2026-01-31T11:34:56.7891234");
        (record.SeverityNumber, record.SeverityText).Should().Be((SeverityNumber.Info, "Information"), "the format leaves this level out");
        record.Attribute("exception.type").Should().Be("System.Exception");
        record.Attribute("Count").Should().Be("7");
        record.Attributes.Single(attribute => attribute.Key == "Order").Value.KvlistValue.Values.Should().HaveCount(2);
        Convert.ToHexStringLower(record.TraceId.Span).Should().Be(TraceId);
    }

    [TestMethod]
    [DataRow("""{"time":"2026-01-31T12:00:00Z","level":"info","msg":"hi"}""", "hi", "info", SeverityNumber.Info, "2026-01-31T12:00:00", DisplayName = "slog, logrus")]
    [DataRow("""{"level":50,"time":1769860800123,"pid":1,"msg":"hi"}""", "hi", "50", SeverityNumber.Error, "2026-01-31T12:00:00.123", DisplayName = "Pino")]
    [DataRow("""{"severity":"WARNING","ts":1769860800.5,"message":"hi"}""", "hi", "WARNING", SeverityNumber.Warn, "2026-01-31T12:00:00.5", DisplayName = "Zap")]
    [DataRow("""{"lvl":"dbug","timestamp":1769860800000000000,"body":"hi"}""", "hi", "dbug", SeverityNumber.Debug, "2026-01-31T12:00:00", DisplayName = "nanoseconds")]
    [DataRow("""{"@timestamp":"2026-01-31T12:00:00,25Z","log.level":"FATAL","message":"hi"}""", "hi", "FATAL", SeverityNumber.Fatal, "2026-01-31T12:00:00.25", DisplayName = "ECS")]
    [DataRow("""{"ts":"1769860800","level":"odd","msg":"hi"}""", "hi", "odd", SeverityNumber.Unspecified, "2026-01-31T12:00:00", DisplayName = "unknown level")]
    [DataRow("""{"a":1}""", """{"a":1}""", "", SeverityNumber.Unspecified, "", DisplayName = "no message")]
    public void Generic_fields(string line, string body, string severityText, object severity, string time)
    {
        var record = ParsedRecord.Of(line);
        record.Body.StringValue.Should().Be(body);
        (record.SeverityText, (object)record.SeverityNumber, record.Time()).Should().Be((severityText, severity, time));
        record.ObservedTimeUnixNano.Should().Be((ulong)ParsedRecord.Now.ToUnixTimeMilliseconds() * 1_000_000);
    }

    [TestMethod]
    [DataRow("""{"msg":"m","trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}""")]
    [DataRow("""{"msg":"m","TraceId":"0AF7651916CD43DD8448EB211C80319C","SpanId":"B7AD6B7169203331"}""")]
    [DataRow("""{"msg":"m","traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"}""")]
    public void Trace_and_span(string line)
    {
        var record = ParsedRecord.Of(line);
        (Convert.ToHexStringLower(record.TraceId.Span), Convert.ToHexStringLower(record.SpanId.Span)).Should().Be((TraceId, SpanId));
        record.Attributes.Should().BeEmpty();
    }

    [TestMethod]
    public void What_is_no_trace_time_or_level_stays_an_attribute()
    {
        var record = ParsedRecord.Of("""{"msg":"m","trace_id":"123","span_id":"0000000000000000","time":"noon","level":{"a":1},"error":false,"state":"open","scopes":"all"}""");
        record.TraceId.IsEmpty.Should().BeTrue();
        record.Attributes.Select(attribute => attribute.Key).Should().Equal("trace_id", "span_id", "time", "level", "error", "state", "scopes");
    }

    [TestMethod]
    [DataRow("""{"msg":"m","err":{"type":"TypeError","message":"x is not y","stack":"TypeError: x\n at a"}}""", "TypeError", "x is not y")]
    [DataRow("""{"msg":"m","error":"connection refused"}""", null, "connection refused")]
    [DataRow("""{"msg":"m","error":"java.io.IOException: gone","stacktrace":"at a\nat b"}""", "java.io.IOException", "gone")]
    public void Exceptions(string line, string? type, string message)
    {
        var record = ParsedRecord.Of(line);
        (record.Attribute("exception.type"), record.Attribute("exception.message")).Should().Be((type, message));
    }

    [TestMethod]
    [DataRow("""{"msg":"cut""")]
    [DataRow("""{"msg":"one"}{"msg":"two"}""")]
    [DataRow("""{not json}""")]
    [DataRow("""{"msg":"\ud800"}""")]
    [DataRow("""{"msg":"hi","a":{"b":["\ud800"]}}""")]
    [DataRow("""{"@t":"2026-01-31T12:34:56Z","@mt":"{Count:000}","@r":["\ud800"],"Count":7}""")]
    public void What_is_not_json_is_shipped_as_it_stands(string line)
    {
        ParsedRecord.Of(line).Body.StringValue.Should().Be(line);
        ParsedRecord.Of(line, LineFormat.Json).Body.StringValue.Should().Be(line);
    }

    [TestMethod]
    public void Json_deeper_than_any_reader_allows_is_shipped_as_it_stands()
    {
        var line = string.Concat(Enumerable.Repeat("""{"a":""", 200)) + "1" + new string('}', 200);
        ParsedRecord.Of(line).Body.StringValue.Should().Be(line);
    }

    [TestMethod]
    public void Broken_characters_inside_json_are_replaced()
    {
        byte[] line = [.. """{"msg":"a"""u8, 0xC3, .. "b\"}"u8];
        ParsedRecord.Of(line).Body.StringValue.Should().Be("a\uFFFDb");
    }

    [TestMethod]
    public void Json_is_text_when_the_format_is_text() =>
        ParsedRecord.Of("""{"level":"error","msg":"m"}""", LineFormat.Text).Body.StringValue.Should().StartWith("{");

    [TestMethod]
    public void Fields_of_one_name_become_one_attribute()
    {
        var record = ParsedRecord.Of(Encoding.UTF8.GetBytes("""{"msg":"m","a":1,"a":2,"message":"second"}"""));
        record.Attributes.Select(attribute => (attribute.Key, attribute.Value.ToString())).Should().HaveCount(2).And.Contain(pair => pair.Key == "message");
    }
}
