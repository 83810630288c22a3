namespace Aspire.Sidecar.Agent.Parsing;

/// <summary>The zone of times that are written without one. Remembers its last answer, for lines of one hour come together.</summary>
internal sealed class LocalZone(TimeZoneInfo zone)
{
    private (int Year, int Month, int Day, int Hour, int Minute) _asked;
    private TimeSpan _offset;

    public TimeSpan OffsetOf(WrittenTime written)
    {
        var asked = (written.Year, written.Month, written.Day, written.Hour, written.Minute);
        if (asked != _asked)
        {
            _offset = zone.GetUtcOffset(new DateTime(written.Year, written.Month, written.Day, written.Hour, written.Minute, 0, DateTimeKind.Unspecified));
            _asked = asked;
        }

        return _offset;
    }

    public DateTime ToLocal(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).DateTime;
}
