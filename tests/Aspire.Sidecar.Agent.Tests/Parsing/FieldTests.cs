using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Fields of structured lines: their values, and what becomes of those that have a role.</summary>
[TestClass]
public sealed class FieldTests
{
    [TestMethod]
    [DataRow("\"text\"", "text", AnyValue.ValueOneofCase.StringValue)]
    [DataRow("\"a\\n\\u00e4\"", "a\nä", AnyValue.ValueOneofCase.StringValue)]
    [DataRow("7", "7", AnyValue.ValueOneofCase.IntValue)]
    [DataRow("true", "true", AnyValue.ValueOneofCase.BoolValue)]
    [DataRow("false", "false", AnyValue.ValueOneofCase.BoolValue)]
    [DataRow("0.5", "0.5", AnyValue.ValueOneofCase.DoubleValue)]
    [DataRow("1e3", "1000", AnyValue.ValueOneofCase.DoubleValue)]
    [DataRow("1E3", "1000", AnyValue.ValueOneofCase.DoubleValue)]
    [DataRow("null", "null", AnyValue.ValueOneofCase.None)]
    [DataRow("[1,\"a\\t\",true,false,null,0.5,[2],{\"b\\n\":3}]", "[1, a\t, true, false, null, 0.5, [2], {b\n: 3}]", AnyValue.ValueOneofCase.ArrayValue)]
    [DataRow("{\"a\":{\"b\":[]},\"c\":\"d\"}", "{a: {b: []}, c: d}", AnyValue.ValueOneofCase.KvlistValue)]
    public void A_value_keeps_its_kind(string json, string text, object kind)
    {
        var value = ParsedRecord.Of($$"""{"msg":"m","a":{{json}}}""").Attributes.Single().Value;

        (value.ToText(), (object)value.ValueCase).Should().Be((text, kind));
    }

    [TestMethod]
    public void A_message_that_is_no_text_is_the_body_all_the_same()
    {
        ParsedRecord.Of("""{"msg":{"a":1}}""").Body.ToText().Should().Be("{a: 1}");
        ParsedRecord.Of("""{"msg":null,"message":"text"}""").Body.StringValue.Should().Be("text");
    }

    [TestMethod]
    public void A_name_with_an_escape_is_a_name() => ParsedRecord.Of("""{"\u006dsg":"m","a\tb":1}""").Attribute("a\tb").Should().Be("1");

    [TestMethod]
    [DataRow("\"\"", null, null)]
    [DataRow("null", null, null)]
    [DataRow("\"java.io.IOException: gone\"", "java.io.IOException", "gone")]
    [DataRow("\"gone\\nfor good\"", null, null)]
    [DataRow("{\"name\":\"T\",\"msg\":\"gone\"}", "T", "gone")]
    [DataRow("{\"class\":\"T\",\"message\":\"gone\"}", "T", "gone")]
    [DataRow("{\"className\":\"T\"}", "T", null)]
    public void Exceptions_of_fields(string json, string? type, string? message)
    {
        var record = ParsedRecord.Of($$"""{"msg":"m","err":{{json}}}""");

        (record.Attribute("exception.type"), record.Attribute("exception.message")).Should().Be((type, message));
        record.Attribute("err").Should().BeNull();
    }

    [TestMethod]
    [DataRow("7")]
    [DataRow("[1]")]
    [DataRow("{\"name\":7}")]
    public void What_is_no_exception_stays_a_field(string json) => ParsedRecord.Of($$"""{"msg":"m","err":{{json}}}""").Attribute("err").Should().NotBeNull();

    [TestMethod]
    public void A_stack_alone_is_the_stack_of_the_exception()
    {
        ParsedRecord.Of("""{"msg":"m","error":"gone\nfor good"}""").Attribute("exception.stacktrace").Should().Be("gone\nfor good");
        ParsedRecord.Of("""{"msg":"m","stack":"at a"}""").Attribute("exception.stacktrace").Should().Be("at a");
        ParsedRecord.Of("""{"msg":"m","error.type":"T","error.message":"gone","error.stack_trace":"at a"}""").Attributes.Select(attribute => attribute.Key)
            .Should().Equal("exception.type", "exception.message", "exception.stacktrace");
        ParsedRecord.Of("""{"msg":"m","stack":7}""").Attribute("stack").Should().Be("7");
    }

    [TestMethod]
    [DataRow("""{"msg":"m","trace_id":7}""", "trace_id")]
    [DataRow("""{"msg":"m","span_id":7}""", "span_id")]
    [DataRow("""{"msg":"m","trace_id":"0af7651916cd43dd8448eb211c80319"}""", "trace_id")]
    [DataRow("""{"msg":"m","trace_id":"0af7651916cd43dd8448eb211c80319x"}""", "trace_id")]
    [DataRow("""{"msg":"m","trace_id":"00000000000000000000000000000000"}""", "trace_id")]
    [DataRow("""{"msg":"m","log":"text"}""", "log")]
    [DataRow("""{"msg":"m","@mt":7}""", "@mt")]
    [DataRow("""{"msg":"m","@r":7}""", "@r")]
    [DataRow("""{"msg":"m","formattedMessage":7}""", "formattedMessage")]
    [DataRow("""{"msg":"m","state":{"a":1}}""", "state")]
    [DataRow("""{"msg":"m","scopes":["a"]}""", "scopes")]
    [DataRow("""{"msg":"m","s":"W"}""", "s")]
    [DataRow("""{"msg":"m","_user":"ann"}""", "_user")]
    public void A_field_that_does_not_hold_what_its_name_promises_stays_an_attribute(string line, string name) =>
        ParsedRecord.Of(line).Attributes.Select(attribute => attribute.Key).Should().Equal(name);

    [TestMethod]
    public void A_second_trace_stays_an_attribute()
    {
        var record = ParsedRecord.Of("""{"msg":"m","trace_id":"0af7651916cd43dd8448eb211c80319c","traceId":"1af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331","spanId":"c7ad6b7169203331"}""");

        (Convert.ToHexStringLower(record.TraceId.Span), Convert.ToHexStringLower(record.SpanId.Span)).Should().Be(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
        record.Attributes.Select(attribute => attribute.Key).Should().Equal("traceId", "spanId");
    }

    [TestMethod]
    public void Scopes_without_anything_are_left_out() => ParsedRecord.Of("""{"Message":"m","Scopes":[]}""").Attributes.Should().BeEmpty();

    [TestMethod]
    public void A_trace_in_a_scope_is_a_text()
    {
        var record = ParsedRecord.Of("""{"Message":"m","Scopes":[["x"],{"TraceId":7,"SpanId":7},{"Other":"0af7651916cd43dd8448eb211c80319c","SpanId":"b7ad6b7169203331"}]}""");

        (record.TraceId.Length, record.SpanId.Length).Should().Be((0, 8));
    }

    [TestMethod]
    [DataRow("D1", SeverityNumber.Debug)]
    [DataRow("D5", SeverityNumber.Debug)]
    [DataRow("D6", SeverityNumber.Unspecified)]
    [DataRow("D0", SeverityNumber.Unspecified)]
    [DataRow("I1", SeverityNumber.Unspecified)]
    [DataRow("F", SeverityNumber.Fatal)]
    [DataRow("X", SeverityNumber.Unspecified)]
    public void Letters_of_MongoDB(string letter, object severity)
    {
        var record = ParsedRecord.Of($$$"""{"t":{"$date":"2026-01-31T12:00:00Z"},"s":"{{{letter}}}","msg":"m"}""");

        ((object)record.SeverityNumber, record.Attribute("s")).Should().Be((severity, record.SeverityNumber == SeverityNumber.Unspecified ? letter : null));
    }

    [TestMethod]
    public void Only_the_compact_format_leaves_a_level_out()
    {
        ParsedRecord.Of("""{"@t":"2026-01-31T12:00:00Z","@m":"m"}""").SeverityNumber.Should().Be(SeverityNumber.Info);
        ParsedRecord.Of("""{"@t":"2026-01-31T12:00:00Z","@m":"m","@l":"odd"}""").SeverityNumber.Should().Be(SeverityNumber.Unspecified);
        ParsedRecord.Of("""{"time":"2026-01-31T12:00:00Z","msg":"m"}""").SeverityNumber.Should().Be(SeverityNumber.Unspecified);
        ParsedRecord.Many("""{"@t":"2026-01-31T12:00:00Z","@m":"m"}""", """{"msg":"m"}""")[1].SeverityNumber.Should().Be(SeverityNumber.Unspecified);
    }

    [TestMethod]
    [DataRow("{A}", "1")]
    [DataRow("{A,5}", "1")]
    [DataRow("{A:000}{A:00}{A:0}", "x[y]1")]
    [DataRow("{@A} {$A}", "1 1")]
    [DataRow("{{A}}", "{A}")]
    [DataRow("a } b { c", "a } b { c")]
    [DataRow("{A", "1")]
    [DataRow("{B} {C}", "{B} {C}")]
    public void Templates_are_filled_in(string template, string text) =>
        ParsedRecord.Of($$$"""{"@t":"2026-01-31T12:00:00Z","@mt":"{{{template}}}","A":1,"@r":["x",["y"]]}""").Body.StringValue.Should().Be(text);

    [TestMethod]
    public void The_first_template_counts()
    {
        var record = ParsedRecord.Of("""{"@mt":"one","MessageTemplate":"two"}""");

        (record.Body.StringValue, record.Attribute("{OriginalFormat}"), record.Attribute("MessageTemplate")).Should().Be(("one", "one", "two"));
    }

    [TestMethod]
    [DataRow("""level=info msg="a\nb\tc\\d\"e\x" """, "a\nb\tc\\d\"e\\x")]
    [DataRow("""msg=plain""", "plain")]
    [DataRow("""lvl=info	msg="two words" """, "two words")]
    [DataRow("""a.b-c/d@e:f_G9=1 msg=x""", "x")]
    public void Values_of_logfmt(string line, string body) => ParsedRecord.Of(line).Body.StringValue.Should().Be(body);

    [TestMethod]
    [DataRow("a=1 b=2")]
    [DataRow("a=1 xlevel=info")]
    [DataRow("=1 level=info")]
    [DataRow("a level=info")]
    [DataRow("a\"b=1 level=info")]
    [DataRow("level=info words")]
    [DataRow("level=info a\"b=1")]
    [DataRow("level=info =1")]
    public void What_is_not_logfmt_is_the_body_as_it_stands(string line)
    {
        var record = ParsedRecord.Of(line);
        (record.Body.StringValue, record.Attributes.Count).Should().Be((line, 0));
    }
}
