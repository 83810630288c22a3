using System.Text;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Lines of container engines: what is one, and how their parts come together.</summary>
[TestClass]
public sealed class EngineLineTests
{
    private const string Time = "2026-01-31T12:34:56Z";

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
        var sink = ParsedRecord.Many(new Agent.Parsing.ParsingOptions { TimeZone = ParsedRecord.Zone }, [.. lines.Select(Encoding.UTF8.GetBytes)]);
        sink.Bodies.Should().Equal("one", "two", "three", "half a line");
        var waits = lines[0].Length + 1;
        sink.Ends.Should().Equal(waits, waits, waits, lines.Sum(line => line.Length + 1));
    }

    [TestMethod]
    [DataRow("""{"log":"text","stream":"stdout","time":"2026-01-31T12:34:56Z","more":1}""")]
    [DataRow("""{"log":"text","time":"2026-01-31T12:34:56Z"}""")]
    public void Objects_that_only_look_like_it_are_ordinary_json(string line) => ParsedRecord.Of(line).Attribute("log").Should().Be("text");

    [TestMethod]
    [DataRow("""{"stream":"stderr","log":"text\n","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"time":"2026-01-31T12:34:56Z","log":"text\n","stream":"stderr"}""")]
    [DataRow("""{"attrs":{"tag":"x"},"log":"text\n","stream":"stderr","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"log":"text\r\n","stream":"stderr","time":"2026-01-31T12:34:56Z","attrs":{"tag":"x"}}""")]
    [DataRow("2026-01-31T12:34:56Z stderr F text")]
    [DataRow("2026-01-31T12:34:56Z stderr F:tag:other text")]
    public void The_text_is_that_of_the_program(string line)
    {
        var record = ParsedRecord.Of(line);
        (record.Body.StringValue, record.Attribute("log.iostream"), record.Time()).Should().Be(("text", "stderr", "2026-01-31T12:34:56"));
        record.Attributes.Should().ContainSingle();
    }

    [TestMethod]
    [DataRow("""{"log":"text\n","stream":"stdin","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"log":"text\n","stream":1,"time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"log":"text\n","stream":"stdout","time":"noon"}""")]
    [DataRow("""{"log":"text\n","stream":"stdout","time":1769862896}""")]
    [DataRow("""{"log":"text\n","stream":"stdout"}""")]
    [DataRow("""{"log":1,"stream":"stdout","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"stream":"stdout","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("""{"log":"text\n","stream":"stdout","time":"2026-01-31T12:34:56Z","level":"info"}""")]
    [DataRow("""{"log":"text\n","stream":"stdout","time":"2026-01-31T12:34:56Z""")]
    [DataRow("""{"log":"\ud800","stream":"stdout","time":"2026-01-31T12:34:56Z"}""")]
    [DataRow("2026-01-31T12:34:56Z stdin F text")]
    [DataRow("2026-01-31T12:34:56Z stdoutF text")]
    [DataRow("2026-01-31T12:34:56Z stdout F")]
    [DataRow("2026-01-31T12:34:56Z stdout Ftag text")]
    [DataRow("2026-01-31T25:34:56Z stdout F text")]
    [DataRow("2026-01-31t12:34:56Z stdout F text")]
    [DataRow("2026/01-31T12:34:56Z stdout F text")]
    [DataRow("2026-01-31T12:34:56 stdout F text")]
    public void What_only_looks_like_a_line_of_an_engine_is_the_line_of_the_program(string line) => ParsedRecord.Of(line).Attribute("log.iostream").Should().BeNull();

    [TestMethod]
    public void Lines_of_an_engine_are_text_when_the_format_is_text() =>
        ParsedRecord.Of(Time + " stdout F text", Agent.Options.LineFormat.Text).Body.StringValue.Should().Be(Time + " stdout F text");

    [TestMethod]
    public void Outputs_do_not_join_and_each_has_its_own_parts()
    {
        var records = ParsedRecord.Many(
            $"{Time} stdout F first", $"{Time} stderr F   indented", $"{Time} stdout P a", $"{Time} stderr P x", $"{Time} stdout P b", $"{Time} stderr F y", $"{Time} stdout F c", $"{Time} stdout F   d");

        records.Select(record => record.Body.StringValue).Should().Equal("first", "  indented", "xy", "abc\n  d");
        records.Select(record => record.Attribute("log.iostream")).Should().Equal("stdout", "stderr", "stderr", "stdout");
    }

    [TestMethod]
    public void Blank_lines_of_a_program_are_part_of_what_goes_on_behind_them() =>
        ParsedRecord.Many($"{Time} stdout F first", $"{Time} stdout F ", $"{Time} stdout F \t ", $"{Time} stdout F   second").Single().Body.StringValue.Should().Be("first\n\n\n  second");

    [TestMethod]
    public void A_line_in_parts_has_the_time_of_the_first()
    {
        var record = ParsedRecord.Many($"{Time} stdout P a", "2026-01-31T12:34:57Z stdout F b").Single();

        (record.Body.StringValue, record.Time()).Should().Be(("ab", "2026-01-31T12:34:56"));
    }

    [TestMethod]
    public void A_line_in_parts_does_not_grow_without_end()
    {
        string[] lines = [.. Enumerable.Repeat($"{Time} stdout P 12345", 5), $"{Time} stdout F end"];
        var sink = ParsedRecord.Many(new Agent.Parsing.ParsingOptions { MaxBytes = 10, TimeZone = ParsedRecord.Zone }, [.. lines.Select(Encoding.UTF8.GetBytes)]);

        sink.Bodies.Should().Equal("1234512345", "1234512345", "12345end");
    }

    [TestMethod]
    public void What_waits_for_its_parts_is_held_back_until_it_is_let_go_of_or_forgotten()
    {
        var sink = new RecordSink();
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, sink);
        assembler.Add(Line("half", 100));
        assembler.HeldFrom.Should().Be(100);
        assembler.HoldsBetweenRecords.Should().BeFalse();

        assembler.Abandon();
        assembler.HeldFrom.Should().BeNull();
        assembler.Flush();
        sink.Records.Should().BeEmpty();

        assembler.Add(Line("half", 100));
        assembler.Flush();
        sink.Bodies.Should().Equal("half");
        assembler.HeldFrom.Should().BeNull();

        static Agent.Parsing.LogLine Line(string text, long start) => new(Encoding.UTF8.GetBytes($"{Time} stdout P {text}"), start, start + 50);
    }

    [TestMethod]
    public void Records_behind_what_is_held_back_are_noticed()
    {
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, new RecordSink());
        assembler.Add(new(Encoding.UTF8.GetBytes($"{Time} stdout P half"), 0, 40));
        assembler.Add(new(Encoding.UTF8.GetBytes($"{Time} stderr F {{\"msg\":\"m\"}}"), 40, 80));
        assembler.HoldsBetweenRecords.Should().BeTrue();

        assembler.Begin(1);
        assembler.HoldsBetweenRecords.Should().BeFalse();
        assembler.HeldFrom.Should().BeNull();
    }

    [TestMethod]
    public void What_is_held_back_can_be_copied()
    {
        var assembler = ParsedRecord.Assembler(new() { TimeZone = ParsedRecord.Zone }, new RecordSink());
        assembler.Add(new(Encoding.UTF8.GetBytes($"{Time} stdout F whole"), 0, 40));
        assembler.Add(new(Encoding.UTF8.GetBytes($"{Time} stderr P half"), 40, 80));
        var copy = new Agent.Protobuf.ByteBuffer();
        assembler.CopyHeld(copy);

        Encoding.UTF8.GetString(copy.Written).Should().Be("whole\nhalf\n");
    }
}
