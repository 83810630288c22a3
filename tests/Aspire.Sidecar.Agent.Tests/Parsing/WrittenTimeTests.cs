using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>The zone of the tests is two hours ahead of UTC.</summary>
[TestClass]
public sealed class WrittenTimeTests
{
    [TestMethod]
    [DataRow("2026-11-26 20:00:00.123 UTC [12] ERROR: x", "2026-11-26T20:00:00.123")]
    [DataRow("2026-01-31 12:34:56 GMT x", "2026-01-31T12:34:56")]
    [DataRow("2026-01-31 12:34:56 +0100 x", "2026-01-31T11:34:56")]
    [DataRow("2026-01-31 12:34:56 -05:00 x", "2026-01-31T17:34:56")]
    [DataRow("2026-01-31T12:34:56+01 x", "2026-01-31T11:34:56")]
    [DataRow("2026-01-31 12:34:56.5 EST LOG:  x", "2026-01-31T17:34:56.5")]
    [DataRow("2026-07-31 12:34:56 CEST LOG:  x", "2026-07-31T10:34:56")]
    [DataRow("2026-01-31 12:34:56 GMT+0100 x", "2026-01-31T11:34:56")]
    [DataRow("2026-01-31 12:34:56 UTCX x", "2026-01-31T10:34:56")]
    [DataRow("2026-01-31 12:34:56 ESTABLISHED x", "2026-01-31T10:34:56")]
    [DataRow("31.01.2026 12:34:56,789 x", "2026-01-31T10:34:56.789")]
    [DataRow("1.2.2026 12:34 x", "2026-02-01T10:34:00")]
    [DataRow("2026.01.31 12:34:56 x", "2026-01-31T10:34:56")]
    [DataRow("31/01/2026 12:34:56 x", "2026-01-31T10:34:56")]
    [DataRow("02/01/2026 12:34:56 day or month", "")]
    [DataRow("31-Jan-2026 12:34:56.789 INFO [main] x", "2026-01-31T10:34:56.789")]
    [DataRow("[31-Jan-2026 12:34:56 UTC] PHP Warning:  x", "2026-01-31T12:34:56")]
    [DataRow("Jan 31, 2026 1:34:56 PM org.apache x", "2026-01-31T11:34:56")]
    [DataRow("Jan 31 2026 12:34:56 x", "2026-01-31T10:34:56")]
    [DataRow("2026 Jan 31 12:34:56 x", "2026-01-31T10:34:56")]
    [DataRow("Sat, 31 Jan 2026 12:34:56 GMT x", "2026-01-31T12:34:56")]
    [DataRow("Sat Jan 31 12:34:56 UTC 2026 x", "2026-01-31T12:34:56")]
    [DataRow("20260131T123456Z x", "2026-01-31T12:34:56")]
    [DataRow("20260131 12:34:56.5 x", "2026-01-31T10:34:56.5")]
    [DataRow("1769862896 x", "2026-01-31T12:34:56")]
    [DataRow("1769862896.789 squid", "2026-01-31T12:34:56.789")]
    [DataRow("1769862896789 x", "2026-01-31T12:34:56.789")]
    [DataRow("[1769862896] x", "2026-01-31T12:34:56")]
    [DataRow("2016-12-31T23:59:60Z leap second", "2017-01-01T00:00:00")]
    [DataRow("2028-02-29T12:34:56Z x", "2028-02-29T12:34:56")]
    [DataRow("2026-02-29T12:34:56Z no such day", "")]
    [DataRow("2553-12-31T23:59:59Z x", "2553-12-31T23:59:59")]
    [DataRow("9999-12-31T23:59:59Z never", "")]
    [DataRow("0001-01-01T00:00:00Z nothing set", "")]
    [DataRow("2026-W05-6T12:00:00Z a week", "")]
    [DataRow("1234567890123456789012 no time", "")]
    [DataRow("10:00 INFO a clock alone says no day", "")]
    public void Times(string line, string expected) => ParsedRecord.Of(line).Time().Should().Be(expected);

    [TestMethod]
    [DataRow("I0131 12:34:56.789012   12345 file.go:10] text", SeverityNumber.Info, "2026-01-31T10:34:56.789012", DisplayName = "klog")]
    [DataRow("E20260131 12:34:56.789012 12345 file.cc:10] text", SeverityNumber.Error, "2026-01-31T10:34:56.789012", DisplayName = "glog with the year")]
    [DataRow("1:M 31 Jan 2026 12:34:56.789 # text", SeverityNumber.Warn, "2026-01-31T10:34:56.789", DisplayName = "Redis")]
    [DataRow("4711:C 31 Jan 2026 12:34:56.789 * text", SeverityNumber.Info2, "2026-01-31T10:34:56.789", DisplayName = "Redis, child")]
    [DataRow("2026-01-31 12:34:56.123 UTC [12] LOG:  ready", SeverityNumber.Info, "2026-01-31T12:34:56.123", DisplayName = "PostgreSQL")]
    [DataRow("2026-01-31T12:34:56.789012Z 0 [Note] [MY-010747] ready", SeverityNumber.Info, "2026-01-31T12:34:56.789012", DisplayName = "MySQL")]
    [DataRow("\u001b[32m2026-01-31T12:34:56Z\u001b[0m \u001b[31mERROR\u001b[0m text", SeverityNumber.Error, "2026-01-31T12:34:56", DisplayName = "colours")]
    public void Times_and_severities_of_programs(string line, object severity, string expected)
    {
        var record = ParsedRecord.Of(line);
        ((object)record.SeverityNumber, record.Time()).Should().Be((severity, expected));
        record.Body.StringValue.Should().NotContain("\u001b");
    }
}
