using Aspire.Dashboard.ConsoleLogs;

namespace Aspire.Dashboard.Tests.ConsoleLogs;

[TestClass]
public sealed class AnsiParserTests
{
    [TestMethod]
    public void Colours_end_where_they_are_reset()
        => AnsiParser.Parse("\u001b[32minfo\u001b[0m: \u001b[1;91mfailed\u001b[39m still bold").Should().Equal(
            new AnsiSegment("info", "ansi-2", null),
            new AnsiSegment(": ", "", null),
            new AnsiSegment("failed", "ansi-9 ansi-bold", null),
            new AnsiSegment(" still bold", "ansi-bold", null));

    [TestMethod]
    [DataRow("\u001b[38;5;196mred", "", "#ff0000")]
    [DataRow("\u001b[38;5;9mred", "ansi-9", null)]
    [DataRow("\u001b[38;5;244mgrey", "", "#808080")]
    [DataRow("\u001b[38;2;18;52;86mblue", "", "#123456")]
    [DataRow("\u001b[44;37mbar", "ansi-7 ansi-on-4", null)]
    public void Every_way_to_name_a_colour_is_known(string line, string classes, string? color)
    {
        var segment = AnsiParser.Parse(line).Should().ContainSingle().Subject;

        segment.Classes.Should().Be(classes);
        segment.Color.Should().Be(color);
    }

    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("a\u001b[2Kb\u001b[1;5Hc", "abc")]
    [DataRow("\u001b]0;title\u0007text", "text")]
    [DataRow("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [DataRow("cut\u001b[3", "cut")]
    [DataRow("cut\u001b", "cut")]
    public void Everything_else_a_terminal_does_is_left_out(string line, string text) => AnsiParser.Plain(line).Should().Be(text);
}
