using System.Text;
using Aspire.Sidecar.Agent.Following;

namespace Aspire.Sidecar.Agent.Tests.Following;

[TestClass]
public sealed class LineBufferTests
{
    [TestMethod]
    public void Lines_are_the_same_however_the_bytes_arrive()
    {
        var content = Encoding.UTF8.GetBytes("\uFEFFfirst\r\nsecond äöü €\n\n\nlast 😀\n");
        for (var size = 1; size <= content.Length; size++)
        {
            var buffer = New(0, 100);
            var lines = new List<string>();
            foreach (var chunk in content.Chunk(size))
            {
                Append(buffer, chunk);
                Take(buffer, lines);
            }

            lines.Should().Equal("first", "second äöü €", "", "", "last 😀");
            (buffer.Offset, buffer.ReadOffset).Should().Be((content.Length, content.Length));
        }
    }

    [TestMethod]
    public void An_unfinished_line_waits_and_can_be_taken_as_the_rest()
    {
        var buffer = New(100, 100);
        Append(buffer, "one\ntw"u8);
        Take(buffer).Should().Equal("one");
        (buffer.Offset, buffer.ReadOffset).Should().Be((104, 106));

        buffer.TryTakeRest(out var rest).Should().BeTrue();
        (Encoding.UTF8.GetString(rest.Text), rest.End).Should().Be(("tw", 106));
        buffer.TryTakeRest(out _).Should().BeFalse();
    }

    [TestMethod]
    public void A_line_that_is_too_long_comes_in_parts_cut_between_characters()
    {
        var buffer = New(0, 10);
        var line = string.Concat(Enumerable.Repeat("€", 9));
        Append(buffer, Encoding.UTF8.GetBytes(line + "\nnext\n"));

        var parts = new List<(string Text, int Part)>();
        while (buffer.TryTake(out var part))
        {
            parts.Add((Encoding.UTF8.GetString(part.Text), part.Part));
        }

        parts.Should().Equal(("€€€", 1), ("€€€", 2), ("€€€", 3), ("next", 0));
    }

    [TestMethod]
    public void Bytes_that_are_no_characters_are_cut_anywhere()
    {
        var buffer = New(0, 10);
        Append(buffer, Enumerable.Repeat((byte)0x80, 25).ToArray());
        buffer.TryTake(out var part).Should().BeTrue();
        part.Text.Length.Should().Be(10);
    }

    [TestMethod]
    public void A_hole_of_zeros_before_a_line_is_skipped()
    {
        var buffer = New(100, 10);
        Append(buffer, [.. "one\n"u8, .. new byte[25]]);
        Take(buffer).Should().Equal("one");
        buffer.IsEmpty.Should().BeTrue();

        Append(buffer, [.. new byte[25], .. "line\n"u8]);
        buffer.TryTake(out var line).Should().BeTrue();
        (Encoding.UTF8.GetString(line.Text), line.Part, line.Start, line.End).Should().Be(("line", 0, 154, 159));
    }

    [TestMethod]
    [DataRow(FileEncoding.Utf16LittleEndian)]
    [DataRow(FileEncoding.Utf16BigEndian)]
    public void Utf16_is_decoded_however_the_bytes_arrive(object encoding)
    {
        var writing = (FileEncoding)encoding == FileEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var content = writing.GetBytes("\uFEFFfirst \u0A0D\u0D0A\r\n\u0A00 €\nlast 😀\n");
        for (var size = 1; size <= content.Length; size++)
        {
            var buffer = new LineBuffer(100);
            buffer.Reset(0, (FileEncoding)encoding, 0);
            var lines = new List<string>();
            foreach (var chunk in content.Chunk(size))
            {
                Append(buffer, chunk);
                Take(buffer, lines);
            }

            lines.Should().Equal("first \u0A0D\u0D0A", "\u0A00 €", "last 😀");
            buffer.Offset.Should().Be(content.Length);
        }
    }

    private static LineBuffer New(long offset, int maxLineBytes)
    {
        var buffer = new LineBuffer(maxLineBytes);
        buffer.Reset(offset, FileEncoding.Utf8, 0);
        return buffer;
    }

    private static void Append(LineBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.Reserve(bytes.Length));
        buffer.Append(bytes.Length);
    }

    private static List<string> Take(LineBuffer buffer, List<string>? lines = null)
    {
        lines ??= [];
        while (buffer.TryTake(out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line.Text));
        }

        return lines;
    }
}
