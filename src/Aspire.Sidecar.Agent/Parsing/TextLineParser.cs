using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines of plain text: the line is the body as it stands; time and severity are read from its beginning.</summary>
internal sealed class TextLineParser(TimestampReader timestamps, StructuredRecord structured)
{
    private readonly AccessLogParser _accessLog = new(timestamps);
    private readonly LogfmtParser _logfmt = new(structured);

    public void Parse(string line, LogRecord record)
    {
        if (_logfmt.TryParse(line, record))
        {
            return;
        }

        record.Body = AnyValues.Of(line);
        if (_accessLog.TryParse(line, record))
        {
            return;
        }

        var reader = new CharReader(line);
        ReadPriority(ref reader, record);
        var start = reader.At;
        while (reader.Next is ' ' or '\t' or '[')
        {
            reader.At++;
        }

        var afterTime = timestamps.TryRead(ref reader, out var time);
        record.TimeUnixNano = time;
        if (!afterTime)
        {
            reader.At = start;
        }

        // The closing bracket of a time belongs to the time.
        reader.Skip(']');
        if (record.SeverityNumber == SeverityNumber.Unspecified && SeverityFinder.TryFind(reader.Rest, afterTime, out var word, out var number))
        {
            record.SeverityText = word.ToString();
            record.SeverityNumber = number;
        }
    }

    // <34> or, by RFC 5424, <34>1: facility times eight plus severity.
    private static void ReadPriority(ref CharReader reader, LogRecord record)
    {
        var start = reader.At;
        if (!reader.Skip('<') || !reader.Until('>', out var digits) || !byte.TryParse(digits, out var priority) || priority > 191)
        {
            reader.At = start;
            return;
        }

        record.SeverityNumber = SeverityWords.OfSyslog(priority % 8);
        if (reader.Rest is ['1', ' ', ..])
        {
            reader.At += 2;
        }
    }
}
