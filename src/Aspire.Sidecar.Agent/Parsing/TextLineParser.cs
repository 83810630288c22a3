namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Lines of plain text: the line is the body as it stands; time and severity are read from its beginning.</summary>
internal sealed class TextLineParser(TimestampReader timestamps, LogfmtParser logfmt)
{
    private readonly AccessLogParser _accessLog = new(timestamps);

    /// <param name="line">The first line of the record.</param>
    /// <param name="text">All of it.</param>
    /// <param name="record">The record to fill.</param>
    public void Parse(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, RecordDraft record)
    {
        if (line.Length == text.Length && logfmt.TryParse(line, record))
        {
            return;
        }

        record.SetBody(text);
        if (_accessLog.TryParse(line, record))
        {
            return;
        }

        ReadHead(line, record);
    }

    /// <summary>Time and severity alone.</summary>
    public void ReadHead(ReadOnlySpan<byte> line, RecordDraft record)
    {
        var reader = new ByteReader(line);
        ReadPriority(ref reader, record);
        if (TryReadKlog(ref reader, record) || TryReadRedis(ref reader, record))
        {
            return;
        }

        var start = reader.At;
        while (reader.Next is (byte)' ' or (byte)'\t' or (byte)'[' or (byte)'(')
        {
            reader.At++;
        }

        var afterTime = timestamps.TryRead(ref reader, out var time);
        record.Time = time;
        if (!afterTime)
        {
            reader.At = start;
        }

        // The closing bracket of a time belongs to the time.
        _ = reader.Skip(']') || reader.Skip(')');
        if (record.Severity == Severity.Unspecified && SeverityFinder.TryFind(reader.Rest, afterTime, out var word, out var number))
        {
            record.SetSeverityText(word);
            record.Severity = number;
        }
    }

    /// <summary>True when a line begins with a time or a level of its own, however it is indented.</summary>
    public bool HasOwnHead(ReadOnlySpan<byte> line)
    {
        var reader = new ByteReader(line);
        while (reader.Next is (byte)' ' or (byte)'\t' or (byte)'[' or (byte)'(')
        {
            reader.At++;
        }

        return timestamps.TryRead(ref reader, out _) || SeverityFinder.IsAtFront(line);
    }

    // <34> or, by RFC 5424, <34>1: facility times eight plus severity.
    private static void ReadPriority(ref ByteReader reader, RecordDraft record)
    {
        var start = reader.At;
        if (!reader.Skip('<') || reader.CountDigits() is < 1 or > 3 || !reader.Until('>', out var digits)
            || !System.Buffers.Text.Utf8Parser.TryParse(digits, out int priority, out var used) || used != digits.Length || priority > 191)
        {
            reader.At = start;
            return;
        }

        record.Severity = SeverityWords.OfSyslog(priority % 8);
        if (reader.Rest is [(byte)'1', (byte)' ', ..])
        {
            reader.At += 2;
        }
    }

    // I0131 12:34:56.789012   12345 file.go:10] text
    private bool TryReadKlog(ref ByteReader reader, RecordDraft record)
    {
        var letter = reader.Next;
        if (SeverityWords.OfLetter(letter) is not (var severity and not Severity.Unspecified) || reader.Rest.Length < 2 || reader.Rest[1] is < (byte)'0' or > (byte)'9')
        {
            return false;
        }

        var start = reader.At++;
        if (!timestamps.TryReadKlog(ref reader, out var time))
        {
            reader.At = start;
            return false;
        }

        record.Time = time;
        record.Severity = severity;
        record.SetSeverityText([letter]);
        return true;
    }

    // 1:M 31 Jan 2026 12:34:56.789 * text: process, role, time, and a sign for the severity.
    private bool TryReadRedis(ref ByteReader reader, RecordDraft record)
    {
        var start = reader.At;
        reader.At += reader.CountDigits();
        if (reader.At > start && reader.Skip(':') && reader.Next is (byte)'M' or (byte)'S' or (byte)'C' or (byte)'X')
        {
            reader.At++;
            if (reader.Skip(' ') && timestamps.TryReadDayMonthName(ref reader, out var time) && reader.Skip(' '))
            {
                record.Time = time;
                record.Severity = OfRedis(reader.Next);
                if (record.Severity != Severity.Unspecified)
                {
                    record.SetSeverityText([reader.Next]);
                }

                return true;
            }
        }

        reader.At = start;
        return false;
    }

    private static Severity OfRedis(byte sign) => sign switch
    {
        (byte)'.' => Severity.Debug,
        (byte)'-' => Severity.Info,
        (byte)'*' => Severity.Info2,
        (byte)'#' => Severity.Warn,
        _ => Severity.Unspecified,
    };
}
