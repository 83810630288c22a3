using System.Buffers;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines of <c>key=value</c> pairs with a level or a message among them.</summary>
internal sealed class LogfmtParser(StructuredRecord structured)
{
    private static readonly SearchValues<byte> KeyBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-/@:"u8);

    private readonly ByteBuffer _value = new();

    public bool TryParse(ReadOnlySpan<byte> line, RecordDraft record)
    {
        if (!StartsWithKey(line) || !(HasKey(line, "level="u8) || HasKey(line, "lvl="u8) || HasKey(line, "msg="u8)))
        {
            return false;
        }

        structured.Begin(line);
        var reader = new ByteReader(line);
        while (!reader.IsAtEnd)
        {
            if (!reader.Until('=', out var key) || key.IsEmpty || key.ContainsAny(" \t\""u8) || !TryReadValue(ref reader, out var value))
            {
                record.Clear();
                return false;
            }

            structured.Add(record, new() { Kind = FieldKind.Text, Name = key, Text = value }, line);
            reader.SkipSpaces();
        }

        structured.End(record, line);
        return true;
    }

    private bool TryReadValue(ref ByteReader reader, out ReadOnlySpan<byte> value)
    {
        if (reader.Next == '"')
        {
            var complete = reader.Quoted(out var quoted);
            value = quoted.Contains((byte)'\\') ? Unescape(quoted) : quoted;
            return complete;
        }

        var length = reader.Rest.IndexOfAny((byte)' ', (byte)'\t');
        value = length < 0 ? reader.Rest : reader.Rest[..length];
        reader.At += value.Length;
        return true;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> quoted)
    {
        _value.Clear();
        for (var i = 0; i < quoted.Length; i++)
        {
            var isEscape = quoted[i] == '\\' && i + 1 < quoted.Length && quoted[i + 1] is (byte)'"' or (byte)'n' or (byte)'t' or (byte)'\\';
            if (!isEscape)
            {
                _value.Append(quoted[i]);
                continue;
            }

            _value.Append(quoted[++i] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                var other => other,
            });
        }

        return _value.Written;
    }

    private static bool StartsWithKey(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOfAnyExcept(KeyBytes);
        return end > 0 && line[end] == '=';
    }

    private static bool HasKey(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var at = line.IndexOf(key);
        return at == 0 || (at > 0 && line[at - 1] == ' ');
    }
}
