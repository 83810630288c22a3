using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>What says how severe a record is, and what only looks as if it did.</summary>
[TestClass]
public sealed class SeverityTests
{
    [TestMethod]
    [DataRow(SeverityNumber.Trace, "trace trce trc verbose vrb finest finer silly")]
    [DataRow(SeverityNumber.Debug, "debug dbug dbg fine config debug1 debug2 debug3 debug4 debug5")]
    [DataRow(SeverityNumber.Info, "info inf information informational note")]
    [DataRow(SeverityNumber.Info2, "notice")]
    [DataRow(SeverityNumber.Warn, "warn wrn warning")]
    [DataRow(SeverityNumber.Error, "error err eror fail severe failure")]
    [DataRow(SeverityNumber.Fatal, "fatal ftl critical crit crt panic dpanic alert emerg emergency")]
    public void Words(object severity, string words)
    {
        foreach (var word in words.Split(' '))
        {
            var capitals = word.ToUpperInvariant();
            foreach (var line in new[] { $$"""{"level":"{{word}}","msg":"m"}""", $$"""{"level":" {{capitals}}","msg":"m"}""", $"level={word} msg=m", $"[{word}] m", $"{capitals} m", $"{word}: m" })
            {
                ((object)ParsedRecord.Of(line).SeverityNumber).Should().Be(severity, line);
            }
        }
    }

    [TestMethod]
    [DataRow("10", SeverityNumber.Trace)]
    [DataRow("20", SeverityNumber.Debug)]
    [DataRow("30", SeverityNumber.Info)]
    [DataRow("40", SeverityNumber.Warn)]
    [DataRow("50", SeverityNumber.Error)]
    [DataRow("60", SeverityNumber.Fatal)]
    [DataRow("0", SeverityNumber.Fatal)]
    [DataRow("2", SeverityNumber.Fatal)]
    [DataRow("3", SeverityNumber.Error)]
    [DataRow("4", SeverityNumber.Warn)]
    [DataRow("5", SeverityNumber.Info2)]
    [DataRow("6", SeverityNumber.Info)]
    [DataRow("7", SeverityNumber.Debug)]
    [DataRow("8", SeverityNumber.Unspecified)]
    [DataRow("-1", SeverityNumber.Unspecified)]
    [DataRow("\"INFO+2\"", SeverityNumber.Info3)]
    [DataRow("\"WARN-4\"", SeverityNumber.Info)]
    [DataRow("\"DEBUG-24\"", SeverityNumber.Trace)]
    [DataRow("\"ERROR+24\"", SeverityNumber.Fatal4)]
    [DataRow("\"ERROR+25\"", SeverityNumber.Unspecified)]
    [DataRow("\"ERROR+-1\"", SeverityNumber.Unspecified)]
    [DataRow("\"ERROR+2x\"", SeverityNumber.Unspecified)]
    [DataRow("\"+2\"", SeverityNumber.Unspecified)]
    [DataRow("\"none+2\"", SeverityNumber.Unspecified)]
    public void Levels_of_fields(string level, object severity)
    {
        var record = ParsedRecord.Of($$"""{"level":{{level}},"msg":"m"}""");

        ((object)record.SeverityNumber).Should().Be(severity);
        (record.SeverityText.Length > 0).Should().Be(record.Attribute("level") is null, "what is no level stays an attribute");
    }

    [TestMethod]
    [DataRow("1", SeverityNumber.Trace)]
    [DataRow("24", SeverityNumber.Fatal4)]
    [DataRow("0", SeverityNumber.Unspecified)]
    [DataRow("25", SeverityNumber.Unspecified)]
    [DataRow("\"9\"", SeverityNumber.Unspecified)]
    public void Numbers_of_OpenTelemetry(string number, object severity)
    {
        var record = ParsedRecord.Of($$"""{"severityNumber":{{number}},"msg":"m"}""");

        ((object)record.SeverityNumber).Should().Be(severity);
        (record.Attribute("severityNumber") is null).Should().Be(record.SeverityNumber != SeverityNumber.Unspecified);
    }

    [TestMethod]
    public void A_number_wins_over_the_word_and_the_first_word_over_the_next()
    {
        ParsedRecord.Of("""{"severityNumber":17,"severityText":"info","msg":"m"}""").SeverityNumber.Should().Be(SeverityNumber.Error);
        var record = ParsedRecord.Of("""{"level":"warn","severity":"info","msg":"m"}""");
        (record.SeverityText, record.Attribute("severity")).Should().Be(("warn", "info"));
    }

    [TestMethod]
    [DataRow("<0>kernel", SeverityNumber.Fatal)]
    [DataRow("<7>text", SeverityNumber.Debug)]
    [DataRow("<191>text", SeverityNumber.Debug)]
    [DataRow("<192>text", SeverityNumber.Unspecified)]
    [DataRow("<1911>text", SeverityNumber.Unspecified)]
    [DataRow("<>text", SeverityNumber.Unspecified)]
    [DataRow("<3text", SeverityNumber.Unspecified)]
    [DataRow("<3x>text", SeverityNumber.Unspecified)]
    [DataRow("<x3>text", SeverityNumber.Unspecified)]
    public void Priorities_of_syslog(string line, object severity) => ((object)ParsedRecord.Of(line).SeverityNumber).Should().Be(severity);

    [TestMethod]
    [DataRow("D0131 12:34:56.7 1 a.go:1] x", SeverityNumber.Debug, "D")]
    [DataRow("W0131 12:34:56.7 1 a.go:1] x", SeverityNumber.Warn, "W")]
    [DataRow("F0131 12:34:56.7 1 a.go:1] x", SeverityNumber.Fatal, "F")]
    [DataRow("X0131 12:34:56.7 1 a.go:1] x", SeverityNumber.Unspecified, "")]
    [DataRow("I013 12:34:56 x", SeverityNumber.Unspecified, "")]
    [DataRow("I01313 12:34:56 x", SeverityNumber.Unspecified, "")]
    [DataRow("I0131x12:34:56 x", SeverityNumber.Unspecified, "")]
    [DataRow("I", SeverityNumber.Unspecified, "")]
    [DataRow("1:M 31 Jan 2026 12:34:56.789 . x", SeverityNumber.Debug, ".")]
    [DataRow("1:S 31 Jan 2026 12:34:56.789 - x", SeverityNumber.Info, "-")]
    [DataRow("1:X 31 Jan 2026 12:34:56.789 * x", SeverityNumber.Info2, "*")]
    [DataRow("1:C 31 Jan 2026 12:34:56.789 ? x", SeverityNumber.Unspecified, "")]
    [DataRow("1:Y 31 Jan 2026 12:34:56.789 # x", SeverityNumber.Unspecified, "")]
    [DataRow(":M 31 Jan 2026 12:34:56.789 # x", SeverityNumber.Unspecified, "")]
    [DataRow("1:M 31 Foo 2026 12:34:56.789 # x", SeverityNumber.Unspecified, "")]
    public void Letters_and_signs(string line, object severity, string text)
    {
        var record = ParsedRecord.Of(line);
        ((object)record.SeverityNumber, record.SeverityText).Should().Be((severity, text));
    }

    [TestMethod]
    [DataRow("10:00 info x", "info", DisplayName = "after a clock")]
    [DataRow("[10:00] info x", "info")]
    [DataRow("(10:00:00.5) info x", "info")]
    [DataRow("23:59:60 info x", "info", DisplayName = "a leap second")]
    [DataRow("10:00|info|x", "info")]
    [DataRow("10:00, info x", "info")]
    [DataRow("10:00-info x", "", DisplayName = "the word does not stand alone")]
    [DataRow("24:00 info x", "")]
    [DataRow("10:60 info x", "")]
    [DataRow("10:00:61 info x", "")]
    [DataRow("1:00 info x", "")]
    [DataRow("10:00x info x", "")]
    [DataRow("app (error) x", "error")]
    [DataRow("app <error> x", "error")]
    [DataRow("app | error | x", "error")]
    [DataRow("app [main error] x", "error", DisplayName = "at the end of a bracket")]
    [DataRow("app main error] x", "error")]
    [DataRow("app error) x", "")]
    [DataRow("a b c d e f g h i j k ERROR", "ERROR", DisplayName = "the twelfth word")]
    [DataRow("a b c d e f g h i j k l ERROR", "", DisplayName = "too far in")]
    [DataRow("no ERROR", "ERROR", DisplayName = "at the end of the line")]
    [DataRow("app: error: x", "")]
    [DataRow("LOG:  ready", "LOG")]
    [DataRow("LOG ready", "")]
    [DataRow("a LOG", "")]
    [DataRow("log: ready", "")]
    [DataRow("...", "")]
    public void Words_in_lines(string line, string text) => ParsedRecord.Of(line).SeverityText.Should().Be(text);

    [TestMethod]
    [DataRow("  ERROR x", false)]
    [DataRow("  ERROR", false)]
    [DataRow("  [error] x", false)]
    [DataRow("  error: x", false)]
    [DataRow("  error x", true)]
    [DataRow("  ERROR.Code = 1", true)]
    [DataRow("  ERROR=1", true)]
    [DataRow("  ERROR(1)", true)]
    [DataRow("  ERROR, and more", true)]
    [DataRow("  the ERROR", true)]
    [DataRow("  [ ]", true)]
    public void An_indented_line_is_part_of_the_record_before_unless_a_level_is_at_its_front(string line, bool joins) =>
        ParsedRecord.Many("first", line).Should().HaveCount(joins ? 1 : 2);
}
