using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class LoggerFormatTests
{
    [TestMethod]
    [DataRow("""{"@timestamp":"2026-01-31T12:00:00.000Z","log":{"level":"ERROR","logger":"shop"},"message":"hi","trace":{"id":"0af7651916cd43dd8448eb211c80319c"},"span":{"id":"b7ad6b7169203331"},"error":{"type":"java.io.IOException","message":"gone","stack_trace":"java.io.IOException: gone\n\tat a"}}""", "hi", SeverityNumber.Error, DisplayName = "ECS, nested")]
    [DataRow("""{"instant":{"epochSecond":1769860800,"nanoOfSecond":0},"thread":"main","level":"WARN","loggerName":"shop","message":"hi","thrown":{"name":"java.io.IOException","message":"gone","extendedStackTrace":"java.io.IOException: gone"}}""", "hi", SeverityNumber.Warn, DisplayName = "log4j2")]
    [DataRow("""{"sequenceNumber":0,"timestamp":1769860800000,"nanoseconds":0,"level":"INFO","threadName":"main","loggerName":"shop","message":"hi {}","arguments":["you"],"formattedMessage":"hi you","throwable":null}""", "hi you", SeverityNumber.Info, DisplayName = "Logback")]
    [DataRow("""{"level":"dpanic","ts":1769860800.0,"caller":"a.go:1","msg":"hi","stacktrace":"main.main\n\t/a.go:1"}""", "hi", SeverityNumber.Fatal, DisplayName = "zap")]
    [DataRow("""{"level":"error","ts":1.7698608e9,"msg":"hi"}""", "hi", SeverityNumber.Error, DisplayName = "zap, with an exponent")]
    [DataRow("""{"time":"2026-01-31T12:00:00Z","level":"INFO+2","msg":"hi"}""", "hi", SeverityNumber.Info3, DisplayName = "slog")]
    [DataRow("""{"version":"1.1","host":"h","short_message":"hi","timestamp":1769860800,"level":3,"_user":"ann"}""", "hi", SeverityNumber.Error, DisplayName = "GELF")]
    [DataRow("""{"t":{"$date":"2026-01-31T12:00:00.000+00:00"},"s":"W","c":"NETWORK","id":1,"ctx":"conn1","msg":"hi","attr":{"remote":"1.2.3.4"}}""", "hi", SeverityNumber.Warn, DisplayName = "MongoDB")]
    public void Records_of_loggers(string line, string body, object severity)
    {
        var record = ParsedRecord.Of(line);
        (record.Body.StringValue, (object)record.SeverityNumber, record.Time()).Should().Be((body, severity, "2026-01-31T12:00:00"));
    }

    [TestMethod]
    public void Nested_fields_of_ecs_have_their_roles()
    {
        var record = ParsedRecord.Of("""{"log":{"level":"ERROR","logger":"shop"},"message":"hi","trace":{"id":"0af7651916cd43dd8448eb211c80319c"},"error":{"type":"T","message":"gone","stack_trace":"s","code":7}}""");
        (record.Attribute("exception.type"), record.Attribute("exception.message"), record.Attribute("exception.stacktrace"), record.Attribute("log.logger")).Should().Be(("T", "gone", "s", "shop"));
        record.TraceId.Length.Should().Be(16);
        record.Attribute("error").Should().Contain("code: 7", "what has no place of its own stays");
    }

    [TestMethod]
    public void Fields_of_gelf_and_logback_have_their_roles()
    {
        ParsedRecord.Of("""{"version":"1.1","host":"h","short_message":"hi","_user":"ann"}""").Attribute("user").Should().Be("ann");
        ParsedRecord.Of("""{"message":"hi {}","formattedMessage":"hi you"}""").Attribute("{OriginalFormat}").Should().Be("hi {}");
        ParsedRecord.Of("""{"formattedMessage":"hi you","message":"hi {}"}""").Attribute("{OriginalFormat}").Should().Be("hi {}");
        ParsedRecord.Of("""{"@m":"hi you","@mt":"hi {Name}","Name":"you"}""").Attribute("{OriginalFormat}").Should().Be("hi {Name}");
    }

    [TestMethod]
    public void Numbers_keep_their_digits()
    {
        var record = ParsedRecord.Of("""{"msg":"m","a":18446744073709551615,"b":-9223372036854775808,"c":0.1,"d":1e999,"e":[123456789012345678901234567890]}""");
        record.Attributes.Select(attribute => attribute.Value.ToText()).Should().Equal("18446744073709551615", "-9223372036854775808", "0.1", "1e999", "[123456789012345678901234567890]");
        record.Attributes[1].Value.ValueCase.Should().Be(AnyValue.ValueOneofCase.IntValue);
    }

    [TestMethod]
    public void A_line_with_very_many_fields_takes_time_in_proportion()
    {
        var record = ParsedRecord.Of("{" + string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"field{number % 10_000}\":{number}")) + "}");
        record.Attributes.Should().HaveCount(10_000);
        record.Attribute("field9999").Should().Be("9999");
    }

    [TestMethod]
    public void The_first_part_of_a_line_that_is_too_long_tells_time_and_severity()
    {
        var sink = new RecordSink();
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, sink);
        assembler.Add(new("""{"time":"2026-01-31T12:00:00Z","level":"error","msg":"cut he"""u8, 0, 60, 1));
        assembler.Add(new("re\"}"u8, 60, 65, 2));

        (sink.Records[0].Time(), sink.Records[0].SeverityNumber).Should().Be(("2026-01-31T12:00:00", SeverityNumber.Error));
        string.Concat(sink.Bodies).Should().Be("""{"time":"2026-01-31T12:00:00Z","level":"error","msg":"cut here"}""");
    }
}
