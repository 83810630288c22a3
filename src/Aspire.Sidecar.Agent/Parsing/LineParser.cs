using System.Text;
using Aspire.Sidecar.Agent.Options;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Makes records of lines; there is no line it cannot make one of.</summary>
internal sealed class LineParser
{
    private readonly LineFormat _format;
    private readonly TimeProvider _timeProvider;
    private readonly JsonLineParser _json;
    private readonly TextLineParser _text;

    public LineParser(LineFormat format, TimeProvider timeProvider)
    {
        var timestamps = new TimestampReader(timeProvider);
        var structured = new StructuredRecord(timestamps);
        (_format, _timeProvider) = (format, timeProvider);
        (_json, _text) = (new(structured), new(timestamps, structured));
    }

    /// <summary>Decodes a line; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line).TrimEnd('\r');

    public bool MayBeJson(ReadOnlySpan<byte> line) => _format != LineFormat.Text && JsonLineParser.LooksLikeJson(line);

    public ParsedLine ParseJson(ReadOnlySpan<byte> line)
    {
        var record = NewRecord();
        if (_json.TryParse(line, record))
        {
            return new(record, Text: null);
        }

        return ParseText(Decode(line));
    }

    public ParsedLine ParseText(string line)
    {
        var record = NewRecord();
        if (_format == LineFormat.Json)
        {
            record.Body = AnyValues.Of(line);
            return new(record, Text: null);
        }

        _text.Parse(line, record);
        return new(record, line);
    }

    /// <summary>A part of a line that was too long: it is not looked at.</summary>
    public LogRecord Part(string text, int number)
    {
        var record = NewRecord();
        record.Body = AnyValues.Of(text);
        record.AddAttribute("sidecar.line.part", AnyValues.Of(number));
        return record;
    }

    private LogRecord NewRecord() => new() { ObservedTimeUnixNano = UnixNanoseconds.Of(_timeProvider.GetUtcNow()) };
}
