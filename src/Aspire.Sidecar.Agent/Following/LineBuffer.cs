using System.Buffers;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>
/// Cuts the bytes of a file into lines. A line without an end waits for the rest; one that is too long is given in parts, cut
/// between characters. Knows the file offset of everything it gives.
/// </summary>
internal sealed class LineBuffer(long offset, int maxLineBytes)
{
    private byte[] _bytes = [];
    private int _start;
    private int _scanned;
    private int _end;
    private int _part;

    /// <summary>The offset in the file up to which lines were taken.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The offset in the file from which to read on.</summary>
    public long ReadOffset => Offset + (_end - _start);

    public bool IsEmpty => _start == _end;

    /// <summary>False when there is certainly no whole line.</summary>
    public bool MayHaveLine => _scanned < _end;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

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
        var newline = _bytes.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        var length = newline < 0 ? _end - _start : _scanned + newline - _start;
        if (length > maxLineBytes)
        {
            line = Cut(_start, PartLength(), end: 0, ++_part);
            return true;
        }

        if (newline < 0)
        {
            _scanned = _end;
            line = default;
            return false;
        }

        line = Cut(_start, length, end: 1, _part == 0 ? 0 : _part + 1);
        _part = 0;
        return true;
    }

    /// <summary>What is left without an end, for a file to which nothing will be added.</summary>
    public bool TryTakeRest(out LogLine line)
    {
        if (IsEmpty)
        {
            line = default;
            return false;
        }

        line = Cut(_start, _end - _start, end: 0, _part == 0 ? 0 : _part + 1);
        _part = 0;
        return true;
    }

    /// <summary>Gives the memory back while there is nothing to keep.</summary>
    public void ReleaseIfEmpty()
    {
        if (IsEmpty && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _start = _scanned = _end = 0;
        }
    }

    private LogLine Cut(int start, int length, int end, int part)
    {
        var text = _bytes.AsSpan(start, length);
        if (Offset == 0 && text.StartsWith(ByteOrderMark))
        {
            text = text[ByteOrderMark.Length..];
        }

        if (end > 0 && text is [.., (byte)'\r'])
        {
            text = text[..^1];
        }

        Offset += length + end;
        _start += length + end;
        _scanned = Math.Max(_start, _scanned);

        // A program that goes on at its old offset after its file was truncated leaves a hole of zeros before its next line.
        return new(text.TrimStart((byte)0), Offset, part);
    }

    private int PartLength()
    {
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
        var target = kept + size <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(kept + size);
        _bytes.AsSpan(_start, kept).CopyTo(target);
        if (target != _bytes)
        {
            if (_bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
            }

            _bytes = target;
        }

        (_scanned, _start, _end) = (_scanned - _start, 0, kept);
    }
}
