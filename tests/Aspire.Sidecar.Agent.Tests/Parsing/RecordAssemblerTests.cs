using System.Text;
using Aspire.Sidecar.Agent.Following;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

[TestClass]
public sealed class RecordAssemblerTests
{
    private readonly FakeTimeProvider _clock = ParsedRecord.Clock();
    private readonly Sink _sink = new();

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
    public void A_record_waits_until_it_is_flushed()
    {
        var assembler = New(joins: true);
        assembler.Add(Line("one", 4), _sink).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(3));

        _sink.Records.Should().BeEmpty();
        assembler.Waiting.Should().Be(TimeSpan.FromSeconds(3));
        assembler.Flush(_sink);
        (_sink.Records.Count, _sink.Ends.Single(), assembler.HasPending).Should().Be((1, 4, false));
    }

    private void Assemble(params string[] lines) => Assemble(joins: true, lines);

    private void Assemble(bool joins, params string[] lines)
    {
        var assembler = New(joins);
        var end = 0;
        foreach (var line in lines)
        {
            end += line.Length + 1;
            assembler.Add(Line(line, end), _sink).Should().Be(line.Length > 0);
        }

        assembler.Flush(_sink);
        _sink.Ends.Should().BeInAscendingOrder().And.EndWith(end);
    }

    private RecordAssembler New(bool joins) => new(new LineParser(LineFormat.Auto, _clock), joins, 1000, _clock);

    private static LogLine Line(string text, long end) => new(Encoding.UTF8.GetBytes(text), end, 0);

    private sealed class Sink : IRecordSink
    {
        public List<LogRecord> Records { get; } = [];

        public List<int> Lines { get; } = [];

        public List<long> Ends { get; } = [];

        public void Add(LogRecord record, long end, int lines)
        {
            Records.Add(record);
            Lines.Add(lines);
            Ends.Add(end);
        }
    }
}
