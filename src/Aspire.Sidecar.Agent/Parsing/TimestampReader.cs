namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Reads the times that log lines begin with. One without a zone is local time: the agent runs where the main does.</summary>
internal sealed class TimestampReader(TimeProvider timeProvider)
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromDays(1);

    /// <summary>A text that is a time and nothing else: ISO 8601, or a number since 1970.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out ulong nanoseconds)
    {
        var reader = new CharReader(text);
        if (TryReadIso(ref reader, out nanoseconds) && reader.IsAtEnd)
        {
            return true;
        }

        return decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var epoch)
            && UnixNanoseconds.TryOf(epoch, out nanoseconds);
    }

    /// <summary>Any of the forms that text lines begin with.</summary>
    public bool TryRead(ref CharReader reader, out ulong nanoseconds) => reader.Next switch
    {
        >= '0' and <= '9' => TryReadIso(ref reader, out nanoseconds),
        >= 'A' and <= 'Z' => TryReadSyslog(ref reader, out nanoseconds) || TryReadApache(ref reader, out nanoseconds),
        _ => Fail(out nanoseconds),
    };

    /// <summary><c>2026-01-31T12:34:56.789Z</c>, with a space or slashes as well, comma or dot, any zone or none.</summary>
    public bool TryReadIso(ref CharReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if (reader.Digits(4, out var year)
            && reader.Next is '-' or '/' && SkipAny(ref reader) && reader.Digits(2, out var month)
            && reader.Next is '-' or '/' && SkipAny(ref reader) && reader.Digits(2, out var day)
            && reader.Next is 'T' or 't' or ' ' or '_' && SkipAny(ref reader)
            && TryReadClock(ref reader, out var hour, out var minute, out var second))
        {
            var fraction = ReadFraction(ref reader);
            return Accept(ref reader, start, new(year, month, day, hour, minute, second, fraction, ReadZone(ref reader)), out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    /// <summary><c>31/Jan/2026:12:34:56 +0100</c>, as web servers write accesses.</summary>
    public bool TryReadAccess(ref CharReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if (reader.Digits(2, out var day) && reader.Skip('/') && reader.Month(out var month) && reader.Skip('/') && reader.Digits(4, out var year) && reader.Skip(':')
            && TryReadClock(ref reader, out var hour, out var minute, out var second))
        {
            return Accept(ref reader, start, new(year, month, day, hour, minute, second, 0, ReadZone(ref reader)), out nanoseconds);
        }

        return Back(ref reader, start, out nanoseconds);
    }

    // Jan 31 12:34:56 or Jan  1 12:34:56: the year is not written, so it is the latest in which the time is not in the future.
    private bool TryReadSyslog(ref CharReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        if (!TryReadMonthDay(ref reader, out var month, out var day) || !reader.Skip(' ') || !TryReadClock(ref reader, out var hour, out var minute, out var second))
        {
            return Back(ref reader, start, out nanoseconds);
        }

        var now = timeProvider.GetLocalNow();
        var written = new WrittenTime(now.Year, month, day, hour, minute, second, ReadFraction(ref reader), null);
        var limit = UnixNanoseconds.Of(now + ClockDifference);
        return (Accept(ref reader, start, written, out nanoseconds) && nanoseconds <= limit)
            || Accept(ref reader, start, written with { Year = now.Year - 1 }, out nanoseconds);
    }

    // Fri Jan 31 12:34:56.123456 2026
    private bool TryReadApache(ref CharReader reader, out ulong nanoseconds)
    {
        var start = reader.At;
        reader.At += Math.Min(3, reader.Rest.Length);
        if (reader.Skip(' ') && TryReadMonthDay(ref reader, out var month, out var day) && reader.Skip(' ')
            && TryReadClock(ref reader, out var hour, out var minute, out var second))
        {
            var fraction = ReadFraction(ref reader);
            if (reader.Skip(' ') && reader.Digits(4, out var year))
            {
                return Accept(ref reader, start, new(year, month, day, hour, minute, second, fraction, null), out nanoseconds);
            }
        }

        return Back(ref reader, start, out nanoseconds);
    }

    private static bool TryReadMonthDay(ref CharReader reader, out int month, out int day)
    {
        day = 0;
        return reader.Month(out month) && reader.Skip(' ') && (reader.Skip(' ') ? reader.Digits(1, out day) : reader.Digits(2, out day) || reader.Digits(1, out day));
    }

    private static bool TryReadClock(ref CharReader reader, out int hour, out int minute, out int second)
    {
        (minute, second) = (0, 0);
        return reader.Digits(2, out hour) && reader.Skip(':') && reader.Digits(2, out minute) && (!reader.Skip(':') || reader.Digits(2, out second));
    }

    private static int ReadFraction(ref CharReader reader)
    {
        var start = reader.At;
        if (!(reader.Skip('.') || reader.Skip(',')) || !char.IsAsciiDigit(reader.Next))
        {
            reader.At = start;
            return 0;
        }

        var (nanoseconds, weight) = (0, 100_000_000);
        while (reader.Digits(1, out var digit))
        {
            nanoseconds += digit * weight;
            weight /= 10;
        }

        return nanoseconds;
    }

    private static TimeSpan? ReadZone(ref CharReader reader)
    {
        var start = reader.At;
        if (reader.Skip('Z') || reader.Skip('z'))
        {
            return TimeSpan.Zero;
        }

        reader.Skip(' ');
        var sign = reader.Next;
        if (sign is '+' or '-' && SkipAny(ref reader) && reader.Digits(2, out var hours) && hours <= 14)
        {
            reader.Skip(':');
            reader.Digits(2, out var minutes);
            var offset = new TimeSpan(hours, minutes, 0);
            return sign == '-' ? -offset : offset;
        }

        reader.At = start;
        return null;
    }

    private bool Accept(ref CharReader reader, int start, WrittenTime written, out ulong nanoseconds) =>
        UnixNanoseconds.TryOf(written, timeProvider.LocalTimeZone, out nanoseconds) || Back(ref reader, start, out nanoseconds);

    private static bool Back(ref CharReader reader, int start, out ulong nanoseconds)
    {
        reader.At = start;
        return Fail(out nanoseconds);
    }

    private static bool Fail(out ulong nanoseconds)
    {
        nanoseconds = 0;
        return false;
    }

    private static bool SkipAny(ref CharReader reader)
    {
        reader.At++;
        return true;
    }
}
