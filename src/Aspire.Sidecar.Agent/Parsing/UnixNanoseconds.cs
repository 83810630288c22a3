namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>Times as OTLP writes them.</summary>
internal static class UnixNanoseconds
{
    private const ulong PerTick = 1_000_000_000 / TimeSpan.TicksPerSecond;

    public static ulong Of(DateTimeOffset time) => (ulong)Math.Max(0, time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * PerTick;

    /// <summary>False for a time that does not exist, or lies before 1970.</summary>
    public static bool TryOf(WrittenTime written, TimeZoneInfo localZone, out ulong nanoseconds)
    {
        nanoseconds = 0;
        if (written.Year < 1970 || written.Month is < 1 or > 12 || written.Day < 1 || written.Day > DateTime.DaysInMonth(written.Year, written.Month)
            || written.Hour > 23 || written.Minute > 59 || written.Second > 60)
        {
            return false;
        }

        // The sixtieth second is a leap second, which counts as the first of the next minute.
        var time = new DateTime(written.Year, written.Month, written.Day, written.Hour, written.Minute, 0).AddSeconds(written.Second);
        var offset = written.Offset ?? localZone.GetUtcOffset(time);
        var ticks = time.Ticks - offset.Ticks - DateTime.UnixEpoch.Ticks;
        nanoseconds = ((ulong)Math.Max(0, ticks) * PerTick) + (ulong)written.Nanosecond;
        return ticks >= 0;
    }

    /// <summary>A number since 1970 in seconds, milliseconds, microseconds or nanoseconds: its size tells which. False for years before 1973.</summary>
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
        nanoseconds = (ulong)(epoch * factor);
        return factor > 0;
    }
}
