using System.Text;
using Aspire.Sidecar.Agent.Tests.Hosting;
using CsCheck;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Whatever the lines are, no one breaks the parser, and every one comes out.</summary>
[TestClass]
public sealed class ParsingFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "=", " ", "\t", "\\", "\\u00e4", "\\ud800", "1769860800", "2026-01-31", "T12:34:56", "Z", "UTC", "+01:00", "Jan ", "31/Jan/2026:12:34:56 +0100]", "<34>1 ", "I0131 12:34:56.7 ",
        "level=", "msg=", "ERROR", "[WARN]", "info:", "\"level\":\"error\"", "\"log\":\"", "\"stream\":\"stdout\"", "\"time\":\"2026-01-31T12:34:56Z\"", " stdout F ", " stderr P ", "panic: ", "goroutine 1 [running]:", "Traceback (most recent call last)",
        "Caused by: ", "java.io.IOException: x", "\tat a.b(c)", "\u001b[31m", "\u001b]0;", "\u0007", "ä", "😀", "\0", "\r", "9999999999999999999999", "1e999", "@t", "@mt", "{Name:000}", "null", "true",
    ];

    [TestMethod]
    public void Lines_of_anything_come_out() =>
        Gen.Byte.Array[0, 80].Array[1, 6].Sample(lines => Check(lines), iter: Fuzzing.Inputs);

    [TestMethod]
    public void Lines_of_the_pieces_of_formats_come_out() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[1, 14].Select(string.Concat).Select(Encoding.UTF8.GetBytes).Array[1, 6].Sample(lines => Check(lines), iter: Fuzzing.Inputs);

    private static void Check(byte[][] lines)
    {
        lines = [.. lines.Select(line => line.Where(value => value != (byte)'\n').ToArray())];
        var sink = ParsedRecord.Many(new Agent.Parsing.ParsingOptions { TimeZone = ParsedRecord.Zone, MaxBytes = 4096 }, lines);
        sink.Ends.Should().BeInAscendingOrder();
        sink.Records.All(record => record.Body != null && record.ObservedTimeUnixNano != 0 && record.Attributes.Select(attribute => attribute.Key).Distinct().Count() == record.Attributes.Count).Should().BeTrue();

        // Colours are nothing to ship; and some lines are parts of others.
        var blank = lines.Count(line => line.AsSpan().Trim(" \t\r"u8).IsEmpty);
        var certain = lines.Count(line => !line.Contains((byte)0x1B) && !line.AsSpan().Trim(" \t\r"u8).IsEmpty && line.AsSpan().IndexOf("std"u8) < 0);
        sink.Lines.Sum().Should().BeInRange(certain, lines.Length - blank);
    }
}
