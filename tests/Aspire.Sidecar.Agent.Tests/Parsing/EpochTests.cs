namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Numbers since 1970: in front of text lines, and in fields.</summary>
[TestClass]
public sealed class EpochTests
{
    [TestMethod]
    [DataRow("1769862896", "2026-01-31T12:34:56", DisplayName = "nothing behind it")]
    [DataRow("1769862896\tx", "2026-01-31T12:34:56")]
    [DataRow("1769862896: x", "2026-01-31T12:34:56")]
    [DataRow("1769862896,x", "2026-01-31T12:34:56")]
    [DataRow("1769862896|x", "2026-01-31T12:34:56")]
    [DataRow("1769862896789123 x", "2026-01-31T12:34:56.789123")]
    [DataRow("1769862896789123400 x", "2026-01-31T12:34:56.7891234")]
    [DataRow("4102444799 x", "2099-12-31T23:59:59")]
    [DataRow("4102444800 no moment that is meant", "")]
    [DataRow("1769862896x part of a word", "")]
    [DataRow("1769862896-x part of a word", "")]
    [DataRow("176986289 too short", "")]
    [DataRow("17698628961 a digit too many", "")]
    [DataRow("1769862896789.5 x", "", DisplayName = "milliseconds have no fraction")]
    public void In_front_of_a_line(string line, string expected) => ParsedRecord.Of(line).Time().Should().Be(expected);

    [TestMethod]
    [DataRow("100000000", "1973-03-03T09:46:40")]
    [DataRow("99999999", "", DisplayName = "before 1973")]
    [DataRow("-1769862896", "")]
    [DataRow("1769862896.25", "2026-01-31T12:34:56.25")]
    [DataRow("1.769862896e9", "2026-01-31T12:34:56")]
    [DataRow("1769862896789", "2026-01-31T12:34:56.789")]
    [DataRow("1769862896789123", "2026-01-31T12:34:56.789123")]
    [DataRow("1769862896789123400", "2026-01-31T12:34:56.7891234")]
    [DataRow("10000000000000000000", "")]
    [DataRow("18446744073", "2554-07-21T23:34:33")]
    [DataRow("18446744074", "", DisplayName = "seconds beyond what has a number")]
    [DataRow("50000000000", "")]
    [DataRow("50000000000000", "", DisplayName = "milliseconds beyond what has a number")]
    [DataRow("50000000000000000", "", DisplayName = "microseconds beyond what has a number")]
    [DataRow("1e30", "")]
    [DataRow("\"1769862896\"", "2026-01-31T12:34:56")]
    [DataRow("\"1769862896 x\"", "")]
    [DataRow("\"2026-01-31T12:34:56Z x\"", "")]
    [DataRow("\"12:34:56\"", "", DisplayName = "a clock says no day")]
    [DataRow("{\"epochSecond\":1769862896,\"nanoOfSecond\":789000000}", "2026-01-31T12:34:56.789")]
    [DataRow("{\"epochSecond\":1769862896}", "2026-01-31T12:34:56")]
    [DataRow("{\"epochSecond\":0,\"nanoOfSecond\":1}", "")]
    [DataRow("{\"epochSecond\":10000000000,\"nanoOfSecond\":0}", "")]
    [DataRow("{\"epochSecond\":1769862896,\"nanoOfSecond\":1000000000}", "")]
    [DataRow("{\"epochSecond\":1769862896,\"nanoOfSecond\":-1}", "")]
    [DataRow("{\"$date\":1769862896}", "")]
    [DataRow("true", "")]
    [DataRow("[1769862896]", "")]
    public void In_a_field(string value, string expected)
    {
        var record = ParsedRecord.Of($$"""{"time":{{value}},"msg":"m"}""");

        record.Time().Should().Be(expected);
        record.Attributes.Any(attribute => attribute.Key == "time").Should().Be(expected.Length == 0, "what is no time is kept");
    }

    [TestMethod]
    public void The_first_time_is_that_of_the_record()
    {
        var record = ParsedRecord.Of("""{"time":"2026-01-31T12:00:00Z","ts":1769862896,"msg":"m"}""");

        (record.Time(), record.Attribute("ts")).Should().Be(("2026-01-31T12:00:00", "1769862896"));
    }
}
