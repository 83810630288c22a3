using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes records of lines; there is no line it cannot make one of.</summary>
internal sealed class LineParser
{
    private readonly LineFormat _format;
    private readonly JsonLineParser _json;
    private readonly TextLineParser _text;
    private readonly RecordDraft _scratch = new();

    public LineParser(LineFormat format, TimeZoneInfo zone, TimeProvider timeProvider)
    {
        Timestamps = new(timeProvider, new(zone));
        var structured = new StructuredRecord(Timestamps);
        _format = format;
        _json = new(structured);
        _text = new(Timestamps, new(structured));
    }

    public TimestampReader Timestamps { get; }

    public bool MayBeJson(ReadOnlySpan<byte> line) => _format != LineFormat.Text && JsonLineParser.LooksLikeJson(line);

    /// <summary>True when a line begins with a time or a level of its own.</summary>
    public bool HasOwnHead(ReadOnlySpan<byte> line) => _text.HasOwnHead(line);

    /// <summary>False when the line is not JSON after all.</summary>
    public bool TryParseJson(ReadOnlySpan<byte> line, RecordDraft record) => _json.TryParse(line, record);

    /// <param name="line">The first line of the record.</param>
    /// <param name="text">All of it.</param>
    /// <param name="record">The record to fill.</param>
    public void ParseText(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, RecordDraft record)
    {
        if (_format == LineFormat.Json)
        {
            record.SetBody(text);
            return;
        }

        _text.Parse(line, text, record);
    }

    /// <summary>A part of a line that was too long: shipped as it stands, the first one with the time and the severity that stand in it.</summary>
    public void ParsePart(ReadOnlySpan<byte> text, int number, RecordDraft record)
    {
        record.SetBody(text);
        record.AddAttribute("sidecar.line.part"u8, number);
        if (number > 1)
        {
            return;
        }

        if (MayBeJson(text))
        {
            _json.ReadHead(text, record, _scratch);
        }
        else if (_format != LineFormat.Json)
        {
            _text.ReadHead(text, record);
        }
    }
}
