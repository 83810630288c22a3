using System.Buffers.Text;

namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Times as OTLP writes them.</summary>
internal static class UnixNanoseconds
{
    private const ulong PerTick = 1_000_000_000 / TimeSpan.TicksPerSecond;
    private const ulong PerSecond = 1_000_000_000;

    public static ulong Of(DateTimeOffset time) => (ulong)Math.Max(0, time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * PerTick;

    /// <summary>False for a time that does not exist, or that has no number: before 1970, and from 2554 on.</summary>
    public static bool TryOf(WrittenTime written, LocalZone zone, out ulong nanoseconds)
    {
        nanoseconds = 0;
        if (written.Year is < 1970 or > 2553 || written.Month is < 1 or > 12 || written.Day < 1 || written.Day > DateTime.DaysInMonth(written.Year, written.Month)
            || written.Hour > 23 || written.Minute > 59 || written.Second > 60)
        {
            return false;
        }

        // The sixtieth second is a leap second, which counts as the first of the next minute.
        var ticks = new DateTime(written.Year, written.Month, written.Day).Ticks - DateTime.UnixEpoch.Ticks
            + (((((written.Hour * 60L) + written.Minute) * 60) + written.Second) * TimeSpan.TicksPerSecond);
        ticks -= written.Offset?.Ticks ?? zone.OffsetOf(written).Ticks;
        nanoseconds = ((ulong)Math.Max(0, ticks) * PerTick) + (ulong)written.Nanosecond;
        return ticks >= 0;
    }

    /// <summary>Seconds and the part of one.</summary>
    public static bool TryOf(long seconds, long nanosecond, out ulong nanoseconds)
    {
        var known = seconds is > 0 and < 10_000_000_000 && nanosecond is >= 0 and < (long)PerSecond;
        nanoseconds = known ? ((ulong)seconds * PerSecond) + (ulong)nanosecond : 0;
        return known;
    }

    /// <summary>A number since 1970 as text, in seconds, milliseconds, microseconds or nanoseconds: its size tells which. False for years before 1973, and from 2554 on.</summary>
    public static bool TryOf(ReadOnlySpan<byte> text, out ulong nanoseconds)
    {
        if (Utf8Parser.TryParse(text, out decimal epoch, out var used) && used == text.Length)
        {
            return TryOf(epoch, out nanoseconds);
        }

        // Also as 1.7698608E9.
        nanoseconds = 0;
        return Utf8Parser.TryParse(text, out double number, out used) && used == text.Length && double.Abs(number) < 1e20 && TryOf((decimal)number, out nanoseconds);
    }

    public static bool TryOf(decimal epoch, out ulong nanoseconds)
    {
        var factor = epoch switch
        {
            < 100_000_000m => 0,
            < 100_000_000_000m => 1_000_000_000m,
            < 100_000_000_000_000m => 1_000_000m,
            < 100_000_000_000_000_000m => 1_000m,
            < 10_000_000_000_000_000_000m => 1m,
            _ => 0,
        };
        var known = factor > 0 && epoch * factor <= ulong.MaxValue;
        nanoseconds = known ? (ulong)(epoch * factor) : 0;
        return known;
    }
}
