using System.Text;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Parsing;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Lines without what only a terminal understands.</summary>
[TestClass]
public sealed class LineCleanerTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("a\u001b[31mb", "ab", DisplayName = "a colour")]
    [DataRow("a\u001b[1;31mb", "ab")]
    [DataRow("a\u001b[?25lb", "ab")]
    [DataRow("a\u001b[@b", "ab")]
    [DataRow("a\u001b[~b", "ab")]
    [DataRow("a\u001b[31", "a", DisplayName = "cut short")]
    [DataRow("a\u001b[31äb", "aäb", DisplayName = "no end of a sequence")]
    [DataRow("a\u001b]0;title\u0007b", "ab", DisplayName = "a title")]
    [DataRow("a\u001b]8;;https://x/\u001b\\b", "ab", DisplayName = "a link")]
    [DataRow("a\u001bPx\u001b\\b", "ab")]
    [DataRow("a\u001b_x\u0007b", "ab")]
    [DataRow("a\u001b^x\u0007b", "ab")]
    [DataRow("a\u001b]0;title", "a0;title", DisplayName = "a title without an end")]
    [DataRow("a\u001b]x\u001b", "a")]
    [DataRow("a\u001b(Bb", "ab", DisplayName = "a character set")]
    [DataRow("a\u001b)0b", "ab")]
    [DataRow("a\u001b(", "a")]
    [DataRow("a\u001bMb", "ab")]
    [DataRow("a\u001b7b", "ab")]
    [DataRow("a\u001b~b", "ab")]
    [DataRow("a\u001b0b", "ab")]
    [DataRow("a\u001b/b", "a/b")]
    [DataRow("a\u001b b", "a b")]
    [DataRow("a\u001b", "a")]
    [DataRow("\u001b[31m\u001b[0ma", "a")]
    public void Sequences_are_taken_out(string line, string expected) => Clean(line).Should().Be(expected);

    [TestMethod]
    public void What_is_redacted_is_redacted_over_lines_too()
    {
        var options = new ParsingOptions { Redactions = [new LinePattern("BEGIN[^#]*END")], TimeZone = ParsedRecord.Zone };
        var sink = ParsedRecord.Many(options, "key BEGIN"u8.ToArray(), "  secret"u8.ToArray(), "  END of it"u8.ToArray());

        sink.Bodies.Should().Equal("key *** of it");
    }

    private static string Clean(string line) => Encoding.UTF8.GetString(new LineCleaner([]).Clean(Encoding.UTF8.GetBytes(line)));
}
