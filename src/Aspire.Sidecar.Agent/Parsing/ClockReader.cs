namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The parts of a written time after its date: clock, fraction, half of the day and zone.</summary>
internal static class ClockReader
{
    // The zones of RFC 822 and those European and Asian ones that mean one offset only.
    private static readonly AsciiWords<int> HoursOfZone = new(
        [
            .. Zones(0, "utc", "gmt", "ut", "z", "wet"), .. Zones(1, "cet", "west"), .. Zones(2, "cest", "eet"), .. Zones(3, "eest", "msk"), .. Zones(9, "jst", "kst"),
            .. Zones(-4, "edt"), .. Zones(-5, "est", "cdt"), .. Zones(-6, "cst", "mdt"), .. Zones(-7, "mst", "pdt"), .. Zones(-8, "pst"),
        ]);

    /// <summary>12:34, 12:34:56 or 1:34:56 PM, with a fraction behind the seconds.</summary>
    public static bool TryRead(ref ByteReader reader, out WrittenTime clock)
    {
        clock = default;
        var start = reader.At;
        var hasHour = reader.Digits(2, out var hour) || reader.Digits(1, out hour);
        if (!hasHour || !reader.Skip(':') || !reader.Digits(2, out var minute))
        {
            reader.At = start;
            return false;
        }

        var second = 0;
        var hasSeconds = reader.Rest is [(byte)':', >= (byte)'0' and <= (byte)'9', ..] && reader.Skip(':') && reader.Digits(2, out second);
        var nanosecond = hasSeconds ? ReadFraction(ref reader) : 0;
        hour = ReadHalfOfDay(ref reader, hour);
        clock = clock with { Hour = hour, Minute = minute, Second = second, Nanosecond = nanosecond };
        return true;
    }

    /// <summary>123456: the clock without signs between.</summary>
    public static bool TryReadCompact(ref ByteReader reader, out WrittenTime clock)
    {
        clock = default;
        var start = reader.At;
        if (reader.CountDigits() != 6 || !reader.Digits(2, out var hour) || !reader.Digits(2, out var minute) || !reader.Digits(2, out var second))
        {
            reader.At = start;
            return false;
        }

        clock = clock with { Hour = hour, Minute = minute, Second = second, Nanosecond = ReadFraction(ref reader) };
        return true;
    }

    /// <summary>Z, UTC, GMT+0100, +01:00, CEST, also after a space; null when there is none.</summary>
    public static TimeSpan? ReadZone(ref ByteReader reader)
    {
        var start = reader.At;
        reader.Skip(' ');
        var letters = 0;
        while (letters < reader.Rest.Length && char.IsAsciiLetter((char)reader.Rest[letters]))
        {
            letters++;
        }

        var word = reader.Rest[..letters];
        if (HoursOfZone.TryGet(word, out var zone) && IsCapital(word) && !IsDigit(reader.Rest[word.Length..]))
        {
            reader.At += word.Length;
            return ReadOffset(ref reader) ?? TimeSpan.FromHours(zone);
        }

        if (ReadOffset(ref reader) is { } offset)
        {
            return offset;
        }

        reader.At = start;
        return null;
    }

    // +01, +0100, +01:00
    private static TimeSpan? ReadOffset(ref ByteReader reader)
    {
        var start = reader.At;
        var sign = reader.Next;
        if (sign is (byte)'+' or (byte)'-' && (reader.Skip('+') || reader.Skip('-')) && reader.Digits(2, out var hours) && hours <= 14)
        {
            var minutes = 0;
            if (reader.Rest is [(byte)':', >= (byte)'0' and <= (byte)'9', ..])
            {
                reader.Skip(':');
            }

            reader.Digits(2, out minutes);
            if (!IsDigit(reader.Rest))
            {
                var offset = new TimeSpan(hours, minutes, 0);
                return sign == '-' ? -offset : offset;
            }
        }

        reader.At = start;
        return null;
    }

    private static int ReadFraction(ref ByteReader reader)
    {
        var start = reader.At;

        // Some write a colon before milliseconds.
        var isFraction = reader.Skip('.') || reader.Skip(',') || (reader.Skip(':') && reader.CountDigits() == 3);
        if (!isFraction || reader.CountDigits() == 0)
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

    private static int ReadHalfOfDay(ref ByteReader reader, int hour)
    {
        var start = reader.At;

        // A narrow space that does not break is what newer versions of ICU, and so of Java, put there.
        if (!reader.Skip(' ') && !reader.Skip([0xE2, 0x80, 0xAF]))
        {
            return hour;
        }

        var isMorning = reader.Skip("AM"u8);
        if (hour is < 1 or > 12 || !(isMorning || reader.Skip("PM"u8)) || char.IsAsciiLetterOrDigit((char)reader.Next))
        {
            reader.At = start;
            return hour;
        }

        return (hour % 12) + (isMorning ? 0 : 12);
    }

    private static bool IsCapital(ReadOnlySpan<byte> word) => !word.ContainsAnyInRange((byte)'a', (byte)'z') || word.SequenceEqual("z"u8);

    private static bool IsDigit(ReadOnlySpan<byte> text) => text is [>= (byte)'0' and <= (byte)'9', ..];

    private static IEnumerable<KeyValuePair<string, int>> Zones(int hours, params string[] names) => names.Select(name => KeyValuePair.Create(name, hours));
}
