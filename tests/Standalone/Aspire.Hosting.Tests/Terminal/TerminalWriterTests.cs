using Aspire.Hosting.Terminal;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Hosting.Tests.Terminal;

[TestClass]
public sealed class TerminalWriterTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    public void Dispose() => _output.Dispose();

    [TestMethod]
    public void Names_are_aligned_and_each_line_has_one()
    {
        var terminal = new TerminalWriter(_output, useColors: false, _time);
        terminal.Introduce("longer-name");

        terminal.WriteLine("api", "one\r\ntwo");
        terminal.WriteLine("longer-name", "three");

        Lines().Should().Equal("05:06:07 api         | one", "05:06:07 api         | two", "05:06:07 longer-name | three");
    }

    [TestMethod]
    public void Without_colours_those_of_the_text_are_left_out_too()
    {
        var terminal = new TerminalWriter(_output, useColors: false, _time);

        terminal.WriteLine("api", "\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007", TerminalTone.Bad);

        Lines().Should().Equal("05:06:07 api | red link");
    }

    [TestMethod]
    public void With_colours_every_name_has_its_own()
    {
        var terminal = new TerminalWriter(_output, useColors: true, _time);

        terminal.WriteLine("api", "\u001b[31mred\u001b[0m");
        terminal.WriteLine("web", "plain");

        var lines = Lines();
        lines[0].Should().Contain("\u001b[31mred\u001b[0m");
        lines[0].Split("api")[0].Should().NotBe(lines[1].Split("web")[0]);
    }

    [TestMethod]
    public void Time_of_a_log_line_is_taken_from_it()
    {
        var (time, text) = LogContent.Split("2026-01-02T03:04:05.0000000Z hello there");

        time.Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        text.Should().Be("hello there");
        LogContent.Split("hello there").Should().Be(((DateTimeOffset?)null, "hello there"));
    }

    private string[] Lines() => _output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
