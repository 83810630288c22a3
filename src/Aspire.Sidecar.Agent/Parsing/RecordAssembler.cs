using System.Text;
using Aspire.Sidecar.Agent.Following;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes records of the lines of one file; holds a text line back until it is known whether the next ones belong to it.</summary>
internal sealed class RecordAssembler(LineParser parser, bool joins, int maxBytes, TimeProvider timeProvider)
{
    private const int MaxLines = 1000;

    private readonly StringBuilder _joined = new();
    private LogRecord? _pending;
    private string _previous = "";
    private bool _inTrace;
    private int _lines;
    private long _end;
    private long _since;

    public bool HasPending => _pending is not null;

    /// <summary>Takes a line; true unless it is empty.</summary>
    public bool Add(LogLine line, IRecordSink sink)
    {
        if (line.Text.IsEmpty || line.Text.Trim(" \t\r"u8).IsEmpty)
        {
            return false;
        }

        if (line.Part > 0)
        {
            Flush(sink);
            sink.Add(parser.Part(LineParser.Decode(line.Text), line.Part), line.End, 1);
        }
        else if (parser.MayBeJson(line.Text))
        {
            Start(parser.ParseJson(line.Text), line.End, sink);
        }
        else
        {
            AddText(LineParser.Decode(line.Text), line.End, sink);
        }

        return true;
    }

    /// <summary>How long the record that is held back has waited for another line; null when none is.</summary>
    public TimeSpan? Waiting => _pending is null ? null : timeProvider.GetElapsedTime(_since);

    /// <summary>Lets go of the record that is held back.</summary>
    public void Flush(IRecordSink sink)
    {
        if (_pending is not { } record)
        {
            return;
        }

        if (_lines > 1)
        {
            var text = _joined.ToString();
            record.Body = AnyValues.Of(text);
            ExceptionText.AddTo(record, text);
        }

        _pending = null;
        _joined.Clear();
        sink.Add(record, _end, _lines);
    }

    private void AddText(string text, long end, IRecordSink sink)
    {
        if (_pending is null || _lines >= MaxLines || _joined.Length + text.Length > maxBytes || !ContinuationLine.Is(text, _previous, _inTrace))
        {
            Start(parser.ParseText(text), end, sink);
            return;
        }

        if (_lines == 1)
        {
            _joined.Append(_previous);
        }

        _joined.Append('\n').Append(text);
        _lines++;
        Note(text, end);
    }

    private void Start(ParsedLine parsed, long end, IRecordSink sink)
    {
        Flush(sink);
        if (parsed.Text is not { } text || !joins)
        {
            sink.Add(parsed.Record, end, 1);
            return;
        }

        (_pending, _lines, _inTrace) = (parsed.Record, 1, false);
        Note(text, end);
    }

    private void Note(string text, long end)
    {
        _inTrace |= ContinuationLine.StartsTrace(text);
        (_previous, _end, _since) = (text, end, timeProvider.GetTimestamp());
    }
}
