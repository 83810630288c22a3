using System.Text;
using System.Text.Json;
using Aspire.Sidecar.Agent.Protobuf;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>
/// Makes records of the lines of a file; holds a text line back until it is known whether the next ones belong to it. What is held back when
/// the reader stops is forgotten: the file still has it, and it is read again.
/// </summary>
internal sealed class RecordAssembler(LineParser parser, ParsingOptions options, IRecordSink sink)
{
    private const int MaxLines = 1000;

    private readonly LineCleaner _cleaner = new(options.Redactions);
    private readonly RecordDraft _draft = new();
    private readonly PartialLine[] _partial = [new(), new(), new()];
    private PendingRecord _pending = new();
    private PendingRecord _next = new();
    private ulong _observedTime;
    private long _furthest;

    /// <summary>Where in the file that begins which is held back; null when nothing is.</summary>
    public long? HeldFrom
    {
        get
        {
            var held = Math.Min(_pending.Exists ? _pending.Start : long.MaxValue, OldestPartial);
            return held == long.MaxValue ? null : held;
        }
    }

    /// <summary>True when records that stand behind what is held back were let go of, as happens when a program writes to both of its outputs: read again, they would be sent again.</summary>
    public bool HoldsBetweenRecords => HeldFrom < _furthest;

    private long OldestPartial
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var partial in _partial)
            {
                oldest = partial.IsOpen ? Math.Min(oldest, partial.Start) : oldest;
            }

            return oldest;
        }
    }

    /// <summary>Begins with a file, or goes on with it.</summary>
    /// <param name="observedTime">The time at which the lines were seen.</param>
    public void Begin(ulong observedTime)
    {
        Abandon();
        (_observedTime, _furthest) = (observedTime, 0);
    }

    /// <summary>Takes a line.</summary>
    public void Add(LogLine line)
    {
        if (line.Part > 0)
        {
            Flush();
            EmitPart(line);
        }
        else if (IsBlank(line.Text))
        {
            NoteBlank();
        }
        else if (options.Format != Options.LineFormat.Text && ContainerLine.TryRead(line.Text, parser.Timestamps, out var unwrapped))
        {
            AddUnwrapped(unwrapped, line.Start, line.End);
        }
        else
        {
            AddText(line.Text, line.Start, line.End, 0, ContainerStream.None);
        }
    }

    /// <summary>Lets go of everything that is held back.</summary>
    public void Flush()
    {
        foreach (var partial in _partial)
        {
            if (partial.IsOpen)
            {
                Complete(partial);
            }
        }

        EmitPending();
    }

    /// <summary>Forgets what is held back.</summary>
    public void Abandon()
    {
        _pending.Clear();
        foreach (var partial in _partial)
        {
            partial.IsOpen = false;
            partial.Text.Clear();
        }
    }

    /// <summary>Writes what is held back as lines.</summary>
    public void CopyHeld(ByteBuffer output)
    {
        if (_pending.Exists)
        {
            output.Append(_pending.Text);
            output.Append((byte)'\n');
        }

        foreach (var partial in _partial)
        {
            if (partial.IsOpen)
            {
                output.Append(partial.Text.Written);
                output.Append((byte)'\n');
            }
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || (text[0] <= ' ' && text.Trim(" \t\r"u8).IsEmpty);

    private void AddUnwrapped(ContainerLine line, long start, long end)
    {
        var partial = _partial[(int)line.Stream];
        if (!partial.IsOpen && !line.IsPartial)
        {
            if (IsBlank(line.Text))
            {
                NoteBlank();
                return;
            }

            AddText(line.Text, start, end, line.Time, line.Stream);
            return;
        }

        if (!partial.IsOpen)
        {
            (partial.IsOpen, partial.Start, partial.Time, partial.Stream) = (true, start, line.Time, line.Stream);
        }

        partial.Text.Append(line.Text);
        partial.End = end;
        if (line.IsPartial && partial.Text.Length < options.MaxBytes)
        {
            return;
        }

        Complete(partial);
    }

    private void Complete(PartialLine partial)
    {
        if (_pending.Stream != partial.Stream)
        {
            EmitPending();
        }

        partial.IsOpen = false;
        AddText(partial.Text.Written, partial.Start, partial.End, partial.Time, partial.Stream);
        partial.Text.Clear(options.MaxBytes);
    }

    private void AddText(ReadOnlySpan<byte> text, long start, long end, ulong containerTime, ContainerStream stream)
    {
        var line = _cleaner.Clean(text);
        if (IsBlank(line))
        {
            // Nothing but colours.
            NoteBlank();
            return;
        }

        if (parser.MayBeJson(line))
        {
            EmitPending();
            BeginDraft();
            if (parser.TryParseJson(line, _draft))
            {
                Emit(line, end, 1, containerTime, stream);
                return;
            }
        }

        if (_pending.Exists && TryJoin(line, start, end, stream))
        {
            return;
        }

        EmitPending();
        _pending.Begin(line, start, end, containerTime, stream);
        if (!options.Multiline)
        {
            EmitPending();
        }
    }

    private bool TryJoin(ReadOnlySpan<byte> line, long start, long end, ContainerStream stream)
    {
        if (_pending.Stream != stream || _pending.Lines >= MaxLines || _pending.Text.Length + line.Length > options.MaxBytes)
        {
            return false;
        }

        switch (ContinuationRules.Decide(line, _pending, parser, options.RecordStart))
        {
            case Continuation.Joins:
                _pending.Join(line, end);
                return true;
            case Continuation.Perhaps:
                _pending.JoinForNow(line, start, end);
                return true;
            default:
                return false;
        }
    }

    private void NoteBlank()
    {
        _pending.NoteBlank();
        if (_pending.BlankLines > MaxLines)
        {
            EmitPending();
        }
    }

    private void EmitPending()
    {
        if (_pending.IsUndecided)
        {
            _pending.Split(_next);
            EmitText();
            (_pending, _next) = (_next, _pending);
        }

        if (_pending.Exists)
        {
            EmitText();
        }
    }

    private void EmitText()
    {
        BeginDraft();
        var pending = _pending;
        var text = pending.Lines > 1 ? _cleaner.Redact(pending.Text) : pending.Text;
        ParseText(pending, text);
        var lines = pending.Lines;
        pending.Clear();
        Emit(text, pending.End, lines, pending.ContainerTime, pending.Stream);
    }

    // A line that the parser cannot cope with must not keep back those behind it: it is shipped as it stands.
    private void ParseText(PendingRecord pending, ReadOnlySpan<byte> text)
    {
        try
        {
            parser.ParseText(pending.FirstLine, text, _draft);
            if (pending.Lines > 1)
            {
                ExceptionText.AddTo(_draft, text);
                _draft.Severity = _draft.Severity == Severity.Unspecified ? ExceptionText.SeverityOf(pending.FirstLine) : _draft.Severity;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            BeginDraft();
            _draft.SetBody(text);
        }
    }

    private void EmitPart(LogLine line)
    {
        var text = _cleaner.Clean(line.Text);
        BeginDraft();
        parser.ParsePart(text, line.Part, _draft);
        Emit(text, line.End, 1, 0, ContainerStream.None);
    }

    private void BeginDraft()
    {
        _draft.Clear();
        _draft.ObservedTime = _observedTime;
    }

    private void Emit(ReadOnlySpan<byte> text, long end, int lines, ulong containerTime, ContainerStream stream)
    {
        // What is sent must not count as done beyond a line that still waits for its parts.
        _furthest = Math.Max(_furthest, end);
        end = Math.Min(_furthest, OldestPartial);
        if (IsLeftOut(text))
        {
            sink.Skip(end, lines);
            return;
        }

        if (stream != ContainerStream.None)
        {
            _draft.Time = _draft.Time == 0 ? containerTime : _draft.Time;
            _draft.AddAttribute("log.iostream"u8, stream == ContainerStream.Output ? "stdout"u8 : "stderr"u8);
        }

        sink.Add(_draft, end, lines);
    }

    private bool IsLeftOut(ReadOnlySpan<byte> text)
    {
        if (_draft.Severity != Severity.Unspecified && _draft.Severity < options.LeastSeverity)
        {
            return true;
        }

        if (options.Drops.Count == 0)
        {
            return false;
        }

        var readable = Encoding.UTF8.GetString(text);
        return options.Drops.Any(pattern => pattern.IsMatch(readable));
    }

    /// <summary>A line of a program that comes in parts.</summary>
    private sealed class PartialLine
    {
        public ByteBuffer Text { get; } = new();

        public bool IsOpen { get; set; }

        public long Start { get; set; }

        public long End { get; set; }

        public ulong Time { get; set; }

        public ContainerStream Stream { get; set; }
    }
}
