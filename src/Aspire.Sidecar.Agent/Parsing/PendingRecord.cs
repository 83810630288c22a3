using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>A text record that is held back until it is known whether the next lines belong to it.</summary>
internal sealed class PendingRecord
{
    private const int KeptCapacity = 256 * 1024;
    private const int None = -1;

    private readonly ByteBuffer _text = new(4096);
    private int _firstLength;
    private int _previous;
    private int _split = None;
    private (long Start, long EndBefore) _splitOffsets;
    private TraceKind _kindBeforeSplit;

    public bool Exists => Lines > 0;

    public int Lines { get; private set; }

    /// <summary>Empty lines since its last line.</summary>
    public int BlankLines { get; private set; }

    /// <summary>Where it begins in the file.</summary>
    public long Start { get; private set; }

    /// <summary>The offset behind its last line.</summary>
    public long End { get; private set; }

    public TraceKind Trace { get; private set; }

    public ulong ContainerTime { get; private set; }

    public ContainerStream Stream { get; private set; }

    public ReadOnlySpan<byte> Text => _text.Written;

    public ReadOnlySpan<byte> FirstLine => Text[.._firstLength];

    public ReadOnlySpan<byte> PreviousLine => Text[_previous..];

    /// <summary>True when its last line may as well be a record of its own.</summary>
    public bool IsUndecided => _split != None;

    public void Begin(ReadOnlySpan<byte> line, long start, long end, ulong containerTime, ContainerStream stream)
    {
        _text.Clear(KeptCapacity);
        _text.Append(line);
        (_firstLength, _previous, BlankLines, _split) = (line.Length, 0, 0, None);
        (Lines, Start, End, ContainerTime, Stream) = (1, start, end, containerTime, stream);
        Trace = TraceLines.KindAfter(line, TraceKind.None);
    }

    public void Join(ReadOnlySpan<byte> line, long end)
    {
        for (; BlankLines > 0; BlankLines--)
        {
            _text.Append((byte)'\n');
        }

        _text.Append((byte)'\n');
        _previous = _text.Length;
        _text.Append(line);
        _split = None;
        Lines++;
        End = end;
        Trace = TraceLines.KindAfter(line, Trace);
    }

    /// <summary>Joins a line of which only the next one tells whether it belongs here.</summary>
    public void JoinForNow(ReadOnlySpan<byte> line, long start, long end)
    {
        var (endBefore, kind) = (End, Trace);
        Join(line, end);
        (_split, _splitOffsets, _kindBeforeSplit) = (_previous, (start, endBefore), kind);
    }

    /// <summary>An empty line: it is part of the record when more of the record follows.</summary>
    public void NoteBlank() => BlankLines++;

    /// <summary>Takes the undecided line out again; it is left as a record of its own in <paramref name="next"/>.</summary>
    public void Split(PendingRecord next)
    {
        next.Begin(PreviousLine, _splitOffsets.Start, End, ContainerTime, Stream);
        _text.Truncate(_split);
        _text.Truncate(_text.Written.TrimEnd((byte)'\n').Length);
        (Lines, End, Trace, _split) = (Lines - 1, _splitOffsets.EndBefore, _kindBeforeSplit, None);
    }

    public void Clear()
    {
        Lines = 0;
        _split = None;
    }
}
