namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class ContainerLineTests
{
    [TestMethod]
    public void Docker_lines_are_unwrapped_and_parts_put_together()
    {
        var records = ParsedRecord.Many(
            """{"log":"plain \u003ctext\u003e\n","stream":"stdout","time":"2026-01-31T12:34:56.789Z"}""",
            """{"log":"{\"level\":\"error\",\"msg\":\"json\",\"a\":1}\n","stream":"stderr","time":"2026-01-31T12:34:57Z"}""",
            """{"log":"first half, ","stream":"stdout","time":"2026-01-31T12:34:58Z"}""",
            """{"log":"second half\n","stream":"stdout","time":"2026-01-31T12:34:59Z"}""",
            """{"log":"2026-01-31T11:11:11Z ERROR own time\r\n","stream":"stdout","time":"2026-01-31T12:35:00Z"}""",
            """{"log":"   at A.B()\n","stream":"stdout","time":"2026-01-31T12:35:00Z"}""");

        records.Select(record => record.Body.StringValue).Should().Equal("plain <text>", "json", "first half, second half", "2026-01-31T11:11:11Z ERROR own time\n   at A.B()");
        records.Select(record => record.Time()).Should().Equal("2026-01-31T12:34:56.789", "2026-01-31T12:34:57", "2026-01-31T12:34:58", "2026-01-31T11:11:11");
        records.Select(record => record.Attribute("log.iostream")).Should().Equal("stdout", "stderr", "stdout", "stdout");
        records[1].Attribute("a").Should().Be("1");
    }

    [TestMethod]
    public void Cri_lines_are_unwrapped_and_parts_put_together()
    {
        var records = ParsedRecord.Many(
            "2026-01-31T12:34:56.789012345Z stdout F plain",
            "2026-01-31T12:34:57+01:00 stderr P {\"level\":\"warn\",",
            "2026-01-31T12:34:57.1+01:00 stderr F \"msg\":\"json\"}",
            "2026-01-31T12:34:58Z stdout F ",
            "2026-01-31T12:34:59Z stdout X not of this format");

        records.Select(record => record.Body.StringValue).Should().Equal("plain", "json", "2026-01-31T12:34:59Z stdout X not of this format");
        records.Select(record => record.Time()).Should().Equal("2026-01-31T12:34:56.7890123", "2026-01-31T11:34:57", "2026-01-31T12:34:59");
        records[1].Attribute("log.iostream").Should().Be("stderr");
    }

    [TestMethod]
    public void Lines_of_the_other_output_do_not_count_as_done_beyond_one_that_waits_for_its_parts()
    {
        string[] lines = ["2026-01-31T12:34:56Z stdout F one", "2026-01-31T12:34:56Z stdout P half a ", "2026-01-31T12:34:56Z stderr F two", "2026-01-31T12:34:56Z stderr F three", "2026-01-31T12:34:56Z stdout F line"];
        var sink = ParsedRecord.Many(new Agent.Parsing.ParsingOptions { TimeZone = ParsedRecord.Zone }, [.. lines.Select(System.Text.Encoding.UTF8.GetBytes)]);
        sink.Bodies.Should().Equal("one", "two", "three", "half a line");
        var waits = lines[0].Length + 1;
        sink.Ends.Should().Equal(waits, waits, waits, lines.Sum(line => line.Length + 1));
    }

    [TestMethod]
    [DataRow("""{"log":"text","stream":"stdout","time":"2026-01-31T12:34:56Z","more":1}""")]
    [DataRow("""{"log":"text","time":"2026-01-31T12:34:56Z"}""")]
    public void Objects_that_only_look_like_it_are_ordinary_json(string line) => ParsedRecord.Of(line).Attribute("log").Should().Be("text");
}
