using System.Text;
using System.Text.Unicode;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes sound UTF-8 of a line, without what only a terminal understands and without what the user wants redacted.</summary>
internal sealed class LineCleaner(IReadOnlyList<LinePattern> redactions)
{
    private const byte Escape = 0x1B;
    private const byte Bell = 0x07;
    private const string Redacted = "***";
    private const int KeptCapacity = 256 * 1024;

    private readonly ByteBuffer _cleaned = new();

    /// <summary>The line itself when there is nothing to clean; else a copy that is valid until the next call.</summary>
    public ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> line)
    {
        if (line.Contains(Escape))
        {
            line = RemoveSequences(line);
        }

        if (!Utf8.IsValid(line))
        {
            line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
        }

        return redactions.Count == 0 ? line : Redact(line);
    }

    /// <summary>Redacts what goes over several lines.</summary>
    public ReadOnlySpan<byte> Redact(ReadOnlySpan<byte> text)
    {
        if (redactions.Count == 0)
        {
            return text;
        }

        var before = Encoding.UTF8.GetString(text);
        var after = redactions.Aggregate(before, (current, pattern) => pattern.Replace(current, Redacted));
        return ReferenceEquals(before, after) ? text : Encoding.UTF8.GetBytes(after);
    }

    // ECMA-48: control sequences (ESC [ … a letter), strings such as titles and links (ESC ] … BEL or ESC \), and two bytes else.
    private ReadOnlySpan<byte> RemoveSequences(ReadOnlySpan<byte> line)
    {
        _cleaned.Clear(KeptCapacity);
        while (line.IndexOf(Escape) is var at and >= 0)
        {
            _cleaned.Append(line[..at]);
            line = line[(at + SequenceLength(line[at..]))..];
        }

        _cleaned.Append(line);
        return _cleaned.Written;
    }

    private static int SequenceLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return text.Length;
        }

        switch (text[1])
        {
            case (byte)'[':
                var final = text[2..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x3F);
                return final < 0 ? text.Length : text[2 + final] is >= 0x40 and <= 0x7E ? final + 3 : final + 2;
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^':
                var end = text[2..].IndexOfAny(Bell, Escape);

                // Without an end it is no string: its content must not be lost.
                return end < 0 ? 2 : text[2 + end] == Bell ? end + 3 : Math.Min(end + 4, text.Length);
            case (byte)'(' or (byte)')':
                return Math.Min(3, text.Length);
            case >= 0x30 and <= 0x7E:
                return 2;
            default:
                return 1;
        }
    }
}
