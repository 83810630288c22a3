namespace Aspire.Dashboard.Otlp.Reading;

internal static class OtlpTime
{
    /// <summary>To the tick of 100 ns. Any 64-bit number of nanoseconds is a date before the year 2555.</summary>
    public static DateTimeOffset FromUnixNanoseconds(ulong nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));

    public static DateTimeOffset? FromUnixNanosecondsOrNull(ulong nanoseconds) =>
        nanoseconds == 0 ? null : FromUnixNanoseconds(nanoseconds);
}
