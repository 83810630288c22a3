namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Reads the times that log lines begin with. Those without a zone are in <paramref name="zone"/>.</summary>
internal sealed class TimestampReader(TimeProvider timeProvider, LocalZone zone)
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromDays(1);

    /// <summary>A text that is a time and nothing else, or a number since 1970.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out ulong nanoseconds)
    {
        var reader = new ByteReader(text);
        return (TryRead(ref reader, out nanoseconds) && nanoseconds != 0 && reader.IsAtEnd) || UnixNanoseconds.TryOf(text, out nanoseconds);
    }

    /// <summary>Any of the forms that text lines begin with. A clock without a date is one as well, but says no time: <paramref name="nanoseconds"/> is 0 then.</summary>
    public bool TryRead(ref ByteReader reader, out ulong nanoseconds) => reader.Next switch
    {
        >= (byte)'0' and <= (byte)'9' => TryReadDigits(ref reader, out nanoseconds),
        >= (byte)'A' and <= (byte)'Z' => TryReadMonthFirst(ref reader, out nanoseconds) || TryReadWeekday(ref reader, out nanoseconds),
        _ => Fail(out nanoseconds),
    };

    /// <summary><c>31/Jan/2026:12:34:56 +0100</c>, as web servers write accesses; also <c>31-Jan-2026 12:34:56</c> and <c>31 Jan 2026 12:34:56</c>.</summary>
    public bool TryReadDayMonthName(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if ((reader.Digits(2, out var day) || reader.Digits(1, out day))
            && reader.Next is var sign and ((byte)'/' or (byte)'-' or (byte)' ') && reader.Skip((char)sign)
            && reader.Month(out var month) && reader.Skip((char)sign) && reader.Digits(4, out var year)
            && (reader.Skip(':') || reader.Skip(' ') || reader.Skip('T')))
        {
            return TryFinish(ref reader, start, year, month, day, out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    /// <summary><c>0131 12:34:56.789</c> or, with the year, <c>20260131 12:34:56.789</c>, as klog and glog write it behind the letter of the severity.</summary>
    public bool TryReadKlog(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        var year = 0;
        var digits = reader.CountDigits();
        if (digits is 4 or 8 && (digits == 4 || reader.Digits(4, out year)) && reader.Digits(2, out var month) && reader.Digits(2, out var day) && reader.Skip(' '))
        {
            return TryFinish(ref reader, start, year, month, day, out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    private bool TryReadDigits(ref ByteReader reader, out ulong nanoseconds)
    {
        switch (reader.CountDigits())
        {
            case 4:
                return TryReadYearFirst(ref reader, out nanoseconds);
            case 8:
                return TryReadCompact(ref reader, out nanoseconds);
            case 10 or 13 or 16 or 19:
                return TryReadEpoch(ref reader, out nanoseconds);
            case 1 or 2:
                return TryReadDayMonthName(ref reader, out nanoseconds) || TryReadDayMonth(ref reader, out nanoseconds) || TryReadClock(ref reader, out nanoseconds);
            default:
                return Fail(out nanoseconds);
        }
    }

    // 2026-01-31T12:34:56.789Z, with a space as well, slashes or dots, comma or dot, any zone or none; 2026 Jan 31 12:34:56.
    private bool TryReadYearFirst(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        reader.Digits(4, out var year);
        var sign = (char)reader.Next;
        if (sign is '-' or '/' or '.' && reader.Skip(sign) && (reader.Digits(2, out var month) || reader.Month(out month)) && reader.Skip(sign) && reader.Digits(2, out var day)
            && (char)reader.Next is var between and ('T' or 't' or ' ' or '_' or '-' or ',') && reader.Skip(between))
        {
            reader.Skip(' ');
            return TryFinish(ref reader, start, year, month, day, out nanoseconds);
        }

        reader.At = start + 4;
        if (reader.Skip(' ') && TryReadMonthDay(ref reader, out month, out day) && reader.Skip(' '))
        {
            return TryFinish(ref reader, start, year, month, day, out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    // 20260131T123456Z, 20260131 12:34:56
    private bool TryReadCompact(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        reader.Digits(4, out var year);
        reader.Digits(2, out var month);
        reader.Digits(2, out var day);
        if (reader.Skip('T') || reader.Skip(' ') || reader.Skip('-') || reader.Skip('_'))
        {
            return TryFinish(ref reader, start, year, month, day, out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    // Digits alone are as good as anything: it must be a moment that can be meant, and stand alone.
    private static bool TryReadEpoch(ref ByteReader reader, out ulong nanoseconds)
    {
        const ulong Latest = 4_102_444_800_000_000_000;
        var start = reader.At;
        var digits = reader.CountDigits();
        reader.At += digits;
        if (digits == 10 && reader.Skip('.'))
        {
            reader.At += reader.CountDigits();
        }

        var length = reader.At - start;
        var next = reader.Next;
        reader.At = start;
        if (next is (byte)' ' or (byte)'\t' or (byte)']' or (byte)':' or (byte)',' or (byte)'|' or 0 && UnixNanoseconds.TryOf(reader.Rest[..length], out nanoseconds) && nanoseconds < Latest)
        {
            reader.At = start + length;
            return true;
        }

        return Fail(out nanoseconds);
    }

    // 31.01.2026 12:34:56; with slashes only where the day cannot be taken for the month.
    private bool TryReadDayMonth(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if ((reader.Digits(2, out var first) || reader.Digits(1, out first)) && (char)reader.Next is var sign and ('.' or '/' or '-') && reader.Skip(sign)
            && (reader.Digits(2, out var second) || reader.Digits(1, out second)) && reader.Skip(sign) && reader.Digits(4, out var year)
            && (reader.Skip(' ') || reader.Skip('T') || (reader.Skip(',') && reader.Skip(' '))))
        {
            var isMonthFirst = second > 12;
            var isClear = sign == '.' || first > 12 || second > 12 || first == second;
            return TryFinish(ref reader, start, isClear ? year : -1, isMonthFirst ? first : second, isMonthFirst ? second : first, out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    private static bool TryReadClock(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if (reader.CountDigits() == 2 && ClockReader.TryRead(ref reader, out var clock) && clock is { Hour: < 24, Minute: < 60, Second: <= 60 }
            && reader.Next is 0 or (byte)' ' or (byte)'\t' or (byte)']' or (byte)',' or (byte)'|' or (byte)'-' or (byte)')')
        {
            nanoseconds = 0;
            return true;
        }

        return Back(ref reader, start, out nanoseconds);
    }

    // Jan 31 12:34:56, Jan  1 12:34:56, Jan 31 2026 12:34:56, Jan 31, 2026 12:34:56 PM
    private bool TryReadMonthFirst(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if (!TryReadMonthDay(ref reader, out var month, out var day))
        {
            return Back(ref reader, start, out nanoseconds);
        }

        reader.Skip(',');
        var year = 0;
        var before = reader.At;
        if (!(reader.Skip(' ') && reader.CountDigits() == 4 && reader.Digits(4, out year)))
        {
            (reader.At, year) = (before, 0);
        }

        reader.Skip(',');
        return reader.Skip(' ') ? TryFinish(ref reader, start, year, month, day, out nanoseconds) : Back(ref reader, start, out nanoseconds);
    }

    // Fri Jan 31 12:34:56.123456 2026; Fri Jan 31 12:34:56 UTC 2026; Fri, 31 Jan 2026 12:34:56 GMT
    private bool TryReadWeekday(ref ByteReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        reader.At += Math.Min(3, reader.Rest.Length);
        if (reader.Skip(", "u8))
        {
            return TryReadDayMonthName(ref reader, out nanoseconds) || Back(ref reader, start, out nanoseconds);
        }

        if (reader.Skip(' ') && TryReadMonthDay(ref reader, out var month, out var day) && reader.Skip(' ') && ClockReader.TryRead(ref reader, out var clock))
        {
            var offset = ClockReader.ReadZone(ref reader);
            if (reader.Skip(' ') && reader.Digits(4, out var year))
            {
                return Accept(ref reader, start, clock with { Year = year, Month = month, Day = day, Offset = offset ?? ClockReader.ReadZone(ref reader) }, out nanoseconds);
            }
        }

        return Back(ref reader, start, out nanoseconds);
    }

    private static bool TryReadMonthDay(ref ByteReader reader, out int month, out int day)
    {
        day = 0;
        return reader.Month(out month) && reader.Skip(' ') && (reader.Skip(' ') ? reader.Digits(1, out day) : reader.Digits(2, out day) || reader.Digits(1, out day));
    }

    private bool TryFinish(ref ByteReader reader, int start, int year, int month, int day, out ulong nanoseconds)
    {
        if (!ClockReader.TryRead(ref reader, out var clock) && !ClockReader.TryReadCompact(ref reader, out clock))
        {
            return Back(ref reader, start, out nanoseconds);
        }

        var written = clock with { Year = year, Month = month, Day = day, Offset = ClockReader.ReadZone(ref reader) };
        switch (year)
        {
            case < 0:
                // Day and month cannot be told apart: it is a time, but which is not known.
                nanoseconds = 0;
                return true;
            case 0:
                return AcceptWithoutYear(ref reader, start, written, out nanoseconds);
            default:
                return Accept(ref reader, start, written, out nanoseconds);
        }
    }

    // The latest year in which the time is not in the future.
    private bool AcceptWithoutYear(ref ByteReader reader, int start, WrittenTime written, out ulong nanoseconds)
    {
        var end = reader.At;
        var now = timeProvider.GetUtcNow();
        var year = zone.ToLocal(now).Year;
        var limit = UnixNanoseconds.Of(now + ClockDifference);
        if (Accept(ref reader, start, written with { Year = year }, out nanoseconds) && nanoseconds <= limit)
        {
            return true;
        }

        reader.At = end;
        return Accept(ref reader, start, written with { Year = year - 1 }, out nanoseconds);
    }

    private bool Accept(ref ByteReader reader, int start, WrittenTime written, out ulong nanoseconds) =>
        UnixNanoseconds.TryOf(written, zone, out nanoseconds) || Back(ref reader, start, out nanoseconds);

    private static bool Back(ref ByteReader reader, int start, out ulong nanoseconds)
    {
        reader.At = start;
        return Fail(out nanoseconds);
    }

    private static bool Fail(out ulong nanoseconds)
    {
        nanoseconds = 0;
        return false;
    }
}
