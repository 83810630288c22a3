using System.Text;
using Aspire.Sidecar.Agent.Parsing;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class RecordAssemblerTests
{
    private readonly RecordSink _sink = new();

    [TestMethod]
    public void Dotnet_exceptions_join_the_line_before()
    {
        Assemble("[ERR] failed", "System.InvalidOperationException: outer", " ---> System.IO.IOException: inner", "   at A.B()", "   --- End of inner exception stack trace ---", "   at C.D()", "[INF] next");

        _sink.Lines.Should().Equal(6, 1);
        _sink.Records[0].Attribute("exception.type").Should().Be("System.InvalidOperationException");
        _sink.Records[0].Attribute("exception.message").Should().Be("outer");
        _sink.Records[1].Body.StringValue.Should().Be("[INF] next");
    }

    [TestMethod]
    public void Java_exceptions_join_the_line_before()
    {
        Assemble("ERROR failed", "java.lang.RuntimeException: outer", "\tat a.B.c(B.java:1)", "Caused by: java.io.IOException: inner", "\t... 3 more", "INFO next");
        _sink.Lines.Should().Equal(5, 1);
    }

    [TestMethod]
    public void Python_traces_join_to_their_last_line()
    {
        Assemble("ERROR:root:failed", "Traceback (most recent call last):", "  File \"a.py\", line 1, in <module>", "    f()", "requests.HTTPStatus: 500", "INFO:root:next");

        _sink.Lines.Should().Equal(5, 1);
        (_sink.Records[0].Attribute("exception.type"), _sink.Records[0].Attribute("exception.message")).Should().Be(("requests.HTTPStatus", "500"));
    }

    [TestMethod]
    public void Indented_lines_join_and_empty_ones_between_do_not_disturb()
    {
        Assemble("info: Shop[0]", "      Now listening", "", "      on a port", "info: Shop[1]");
        _sink.Lines.Should().Equal(3, 1);
    }

    [TestMethod]
    public void Json_never_joins()
    {
        Assemble("text", """{"msg":"m"}""", "  indented", """  {"msg":"n"}""");
        _sink.Records.Select(record => record.Body.StringValue).Should().Equal("text", "m", "  indented", "n");
    }

    [TestMethod]
    public void Nothing_joins_when_it_is_switched_off()
    {
        Assemble(joins: false, "one", "  two");
        _sink.Lines.Should().Equal(1, 1);
    }

    [TestMethod]
    public void A_joined_record_does_not_grow_without_end()
    {
        Assemble(["one", .. Enumerable.Repeat("  " + new string('x', 98), 25)]);
        _sink.Records.Should().HaveCountGreaterThan(2).And.OnlyContain(record => record.Body.StringValue.Length <= 1100);
        _sink.Lines.Sum().Should().Be(26);
    }

    [TestMethod]
    public void Very_many_empty_lines_are_no_part_of_a_record()
    {
        Assemble(["one", .. Enumerable.Repeat("", 5000), "  two"]);
        _sink.Bodies.Should().Equal("one", "  two");
    }

    [TestMethod]
    public void A_record_waits_until_it_is_flushed_and_can_be_read_again()
    {
        var assembler = New(joins: true);
        assembler.Add(Line("one", 0));

        (_sink.Records.Count, assembler.HeldFrom).Should().Be((0, 0));
        assembler.Abandon();
        assembler.HeldFrom.Should().BeNull();
        assembler.Add(Line("one", 0));
        assembler.Flush();
        (_sink.Records.Count, _sink.Ends.Single(), assembler.HeldFrom).Should().Be((1, 4, null));
    }

    private void Assemble(params string[] lines) => Assemble(joins: true, lines);

    private void Assemble(bool joins, params string[] lines)
    {
        var assembler = New(joins);
        var start = 0;
        foreach (var line in lines)
        {
            assembler.Add(Line(line, start));
            start += line.Length + 1;
        }

        assembler.Flush();
        _sink.Ends.Should().BeInAscendingOrder().And.EndWith(start);
    }

    private RecordAssembler New(bool joins) => ParsedRecord.Assembler(new() { Multiline = joins, MaxBytes = 1000, TimeZone = ParsedRecord.Zone }, _sink);

    private static LogLine Line(string text, long start) => new(Encoding.UTF8.GetBytes(text), start, start + text.Length + 1);
}
