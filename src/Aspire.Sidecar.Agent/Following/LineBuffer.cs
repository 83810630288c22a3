using System.Text;
using Aspire.Sidecar.Agent.Parsing;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Cuts the bytes of a file into lines. A line without an end waits for the rest; one that is too long is given in parts, cut
/// between characters. Knows the file offset of everything it gives. One is enough for all files: what is left in it can be read again.
/// </summary>
internal sealed class LineBuffer(int maxLineBytes)
{
    private const int InitialSize = 128 * 1024;

    private readonly ByteBuffer _decoded = new();
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(InitialSize);
    private int _start;
    private int _scanned;
    private int _end;
    private FileEncoding _encoding;

    /// <summary>The offset in the file up to which lines were taken.</summary>
    public long Offset { get; private set; }

    /// <summary>The offset in the file from which to read on.</summary>
    public long ReadOffset => Offset + (_end - _start);

    public bool IsEmpty => _start == _end;

    /// <summary>What was read and not taken.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start, _end - _start);

    /// <summary>How many parts of a line that is too long were given; 0 at the beginning of a line.</summary>
    public int Part { get; private set; }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Begins with a file.</summary>
    public void Reset(long offset, FileEncoding encoding, int part)
    {
        (Offset, _encoding, Part) = (offset, encoding, part);
        _start = _scanned = _end = 0;
    }

    /// <summary>Room for more bytes; say with <see cref="Append"/> how many were put there.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _end < size)
        {
            MakeRoom(size);
        }

        return _bytes.AsSpan(_end, size);
    }

    public void Append(int count) => _end += count;

    /// <summary>The next whole line, or part of a line that is too long. It is valid until the next call.</summary>
    public bool TryTake(out LogLine line)
    {
        if (_start < _end && _bytes[_start] == 0 && Part == 0 && _encoding == FileEncoding.Utf8)
        {
            SkipHole();
        }

        var newline = FindNewline(_bytes.AsSpan(_scanned, _end - _scanned));
        var length = newline < 0 ? _end - _start : _scanned + newline - _start;
        if (length > maxLineBytes)
        {
            line = Cut(PartLength(), end: 0, ++Part);
            return true;
        }

        if (newline < 0)
        {
            _scanned = _encoding == FileEncoding.Utf8 ? _end : _end - ((_end - _start) % 2);
            line = default;
            return false;
        }

        line = Cut(length, end: _encoding == FileEncoding.Utf8 ? 1 : 2, Part == 0 ? 0 : Part + 1);
        Part = 0;
        return true;
    }

    /// <summary>What is left without an end.</summary>
    public bool TryTakeRest(out LogLine line)
    {
        if (IsEmpty)
        {
            line = default;
            return false;
        }

        line = Cut(_end - _start, end: 0, Part == 0 ? 0 : Part + 1);
        Part = 0;
        return true;
    }

    private LogLine Cut(int length, int end, int part)
    {
        var text = _bytes.AsSpan(_start, length);
        var start = Offset;
        Offset += length + end;
        _start += length + end;
        _scanned = Math.Max(_start, _scanned);
        if (_encoding != FileEncoding.Utf8)
        {
            return new(TrimEnd(Decode(text), end), start, Offset, part);
        }

        if (start == 0 && text.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        return new(TrimEnd(text, end), start, Offset, part);
    }

    // A program that goes on at its old offset after its file was truncated leaves a hole of zeros before its next line, as long as the file was.
    private void SkipHole()
    {
        var length = Rest.IndexOfAnyExcept((byte)0);
        length = length < 0 ? Rest.Length : length;
        Offset += length;
        _start += length;
        _scanned = Math.Max(_start, _scanned);
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text, int end) => end > 0 && text is [.., (byte)'\r'] ? text[..^1] : text;

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        var encoding = _encoding == FileEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var characters = encoding.GetString(text).AsSpan().TrimStart('\uFEFF').TrimStart('\0');
        _decoded.Clear();
        _decoded.Advance(Encoding.UTF8.GetBytes(characters, _decoded.Reserve(Encoding.UTF8.GetMaxByteCount(characters.Length))));
        return _decoded.Written;
    }

    private int FindNewline(ReadOnlySpan<byte> bytes)
    {
        if (_encoding == FileEncoding.Utf8)
        {
            return bytes.IndexOf((byte)'\n');
        }

        ReadOnlySpan<byte> newline = _encoding == FileEncoding.Utf16LittleEndian ? [(byte)'\n', 0] : [0, (byte)'\n'];
        for (var at = 0; at < bytes.Length;)
        {
            var found = bytes[at..].IndexOf(newline);
            if (found < 0 || (at + found) % 2 == 0)
            {
                return found < 0 ? -1 : at + found;
            }

            at += found + 1;
        }

        return -1;
    }

    private int PartLength()
    {
        if (_encoding != FileEncoding.Utf8)
        {
            var even = maxLineBytes & ~1;
            var high = _bytes[_start + even - (_encoding == FileEncoding.Utf16LittleEndian ? 1 : 2)];

            // Not between the halves of a pair.
            return high is >= 0xD8 and <= 0xDB ? even - 2 : even;
        }

        var length = maxLineBytes;
        while (length > maxLineBytes - 4 && (_bytes[_start + length] & 0xC0) == 0x80)
        {
            length--;
        }

        // Four continuation bytes in a row are no UTF-8 at all: cut anywhere.
        return (_bytes[_start + length] & 0xC0) == 0x80 ? maxLineBytes : length;
    }

    private void MakeRoom(int size)
    {
        var kept = _end - _start;
        var target = kept + size <= _bytes.Length ? _bytes : GC.AllocateUninitializedArray<byte>(Math.Max(kept + size, _bytes.Length * 2));
        _bytes.AsSpan(_start, kept).CopyTo(target);
        _bytes = target;
        (_scanned, _start, _end) = (_scanned - _start, 0, kept);
    }
}
