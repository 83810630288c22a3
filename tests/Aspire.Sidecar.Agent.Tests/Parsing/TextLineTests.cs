using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class TextLineTests
{
    [TestMethod]
    [DataRow("2026-01-31 12:34:56.123 +00:00 [ERR] It broke", "ERR", SeverityNumber.Error, "2026-01-31T12:34:56.123", DisplayName = "Serilog file")]
    [DataRow("[12:34:56 WRN] careful", "WRN", SeverityNumber.Warn, "", DisplayName = "Serilog console")]
    [DataRow("2026-01-31 12:34:56,123 [main] INFO  c.e.Shop - started", "INFO", SeverityNumber.Info, "2026-01-31T10:34:56.123", DisplayName = "log4j, local time")]
    [DataRow("2026-01-31T12:34:56.123456789Z  WARN 1 --- [main] o.s.Boot : slow", "WARN", SeverityNumber.Warn, "2026-01-31T12:34:56.1234567", DisplayName = "Spring")]
    [DataRow("2026-01-31 12:34:56,123 - shop - CRITICAL - out", "CRITICAL", SeverityNumber.Fatal, "2026-01-31T10:34:56.123", DisplayName = "Python")]
    [DataRow("WARNING:root:careful", "WARNING", SeverityNumber.Warn, "", DisplayName = "Python, basic")]
    [DataRow("info: Shop.Orders[14]", "info", SeverityNumber.Info, "", DisplayName = "Microsoft console")]
    [DataRow("fail: Shop.Orders[14]", "fail", SeverityNumber.Error, "", DisplayName = "Microsoft console, error")]
    [DataRow("2026/01/31 12:34:56 [error] 12#12: *1 open() failed", "error", SeverityNumber.Error, "2026-01-31T10:34:56", DisplayName = "nginx error")]
    [DataRow("[Sat Jan 31 12:34:56.654321 2026] [core:notice] [pid 7] AH00094: line", "notice", SeverityNumber.Info2, "2026-01-31T10:34:56.654321", DisplayName = "Apache error")]
    [DataRow("2026-01-31 12:34:56.1234|DEBUG|Shop|text", "DEBUG", SeverityNumber.Debug, "2026-01-31T10:34:56.1234", DisplayName = "NLog")]
    [DataRow("Jan 31 12:34:56 host app[7]: ERROR no", "ERROR", SeverityNumber.Error, "2026-01-31T10:34:56", DisplayName = "syslog")]
    [DataRow("Dec  1 12:34:56 host app: text", "", SeverityNumber.Unspecified, "2025-12-01T10:34:56", DisplayName = "syslog of last year")]
    [DataRow("<11>Jan 31 12:34:56 host app: text", "", SeverityNumber.Error, "2026-01-31T10:34:56", DisplayName = "syslog with priority")]
    [DataRow("<165>1 2026-01-31T12:34:56.003Z host app 7 ID47 - text", "", SeverityNumber.Info2, "2026-01-31T12:34:56.003", DisplayName = "RFC 5424")]
    [DataRow("[2026-01-31T12:34:56+0100] production.ERROR: text", "ERROR", SeverityNumber.Error, "2026-01-31T11:34:56", DisplayName = "Monolog")]
    [DataRow("2026-01-31 12:34:56 info plain", "info", SeverityNumber.Info, "2026-01-31T10:34:56", DisplayName = "after a time")]
    [DataRow("2026-02-30 12:34:56 INFO no such day", "INFO", SeverityNumber.Info, "", DisplayName = "impossible date")]
    [DataRow("there was no error here, only information", "", SeverityNumber.Unspecified, "", DisplayName = "prose")]
    [DataRow("Information about the warning", "", SeverityNumber.Unspecified, "", DisplayName = "prose that begins with a level")]
    [DataRow("[", "", SeverityNumber.Unspecified, "", DisplayName = "a bracket")]
    [DataRow("2026-", "", SeverityNumber.Unspecified, "", DisplayName = "half a date")]
    public void Time_and_severity_are_found_and_the_line_is_kept(string line, string severityText, object severity, string time)
    {
        var record = ParsedRecord.Of(line);
        record.Body.StringValue.Should().Be(line);
        (record.SeverityText, (object)record.SeverityNumber, record.Time()).Should().Be((severityText, severity, time));
    }

    [TestMethod]
    public void Access_log()
    {
        const string Line = """10.1.2.3 - ann [31/Jan/2026:12:34:56 +0100] "GET /a?b=c HTTP/1.1" 404 153 "https://x/" "Mozilla \"5\"" """;
        var record = ParsedRecord.Of(Line);

        record.Body.StringValue.Should().Be(Line);
        record.Time().Should().Be("2026-01-31T11:34:56");
        record.SeverityNumber.Should().Be(SeverityNumber.Warn);
        record.Attributes.ToDictionary(attribute => attribute.Key, attribute => record.Attribute(attribute.Key)).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["client.address"] = "10.1.2.3",
            ["http.response.status_code"] = "404",
            ["http.request.method"] = "GET",
            ["url.path"] = "/a",
            ["url.query"] = "b=c",
            ["network.protocol.version"] = "1.1",
            ["http.response.body.size"] = "153",
            ["http.request.header.referer"] = "https://x/",
            ["user_agent.original"] = "Mozilla \\\"5\\\"",
        });
    }

    [TestMethod]
    public void Logfmt()
    {
        var record = ParsedRecord.Of("""time=2026-01-31T12:00:00Z level=warn msg="hello \"you\"" user.id=7 empty= trace_id=0af7651916cd43dd8448eb211c80319c""");

        record.Body.StringValue.Should().Be("hello \"you\"");
        (record.SeverityNumber, record.Time()).Should().Be((SeverityNumber.Warn, "2026-01-31T12:00:00"));
        record.TraceId.Length.Should().Be(16);
        (record.Attribute("user.id"), record.Attribute("empty")).Should().Be(("7", ""));
    }

    [TestMethod]
    public void A_template_in_logfmt_is_not_filled_in() => ParsedRecord.Of("level=info @mt={Name}").Body.StringValue.Should().Be("level=info @mt={Name}");

    [TestMethod]
    [DataRow("key=value but then prose with level=1 words")]
    [DataRow("""level=info msg="never closed""")]
    public void What_only_begins_like_logfmt_is_text(string line) => ParsedRecord.Of(line).Body.StringValue.Should().Be(line);
}
