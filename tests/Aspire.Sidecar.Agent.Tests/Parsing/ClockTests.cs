using System.Globalization;

namespace Aspire.Sidecar.Agent.Tests.Parsing;

/// <summary>Clocks, fractions and zones behind a date. The zone of the tests is two hours ahead of UTC.</summary>
[TestClass]
public sealed class ClockTests
{
    [TestMethod]
    [DataRow("12:34:56 AM", "2026-01-30T22:34:56")]
    [DataRow("1:34:56 AM", "2026-01-30T23:34:56")]
    [DataRow("11:34:56 AM", "2026-01-31T09:34:56")]
    [DataRow("12:34:56 PM", "2026-01-31T10:34:56")]
    [DataRow("11:34:56 PM", "2026-01-31T21:34:56")]
    [DataRow("1:34 PM", "2026-01-31T11:34:00")]
    [DataRow("1:34:56\u202FPM", "2026-01-31T11:34:56", DisplayName = "a narrow space")]
    [DataRow("13:34:56 PM", "2026-01-31T11:34:56", DisplayName = "no such hour of a half")]
    [DataRow("00:34:56 PM", "2026-01-30T22:34:56", DisplayName = "nor this one")]
    [DataRow("10:34:56 PMs", "2026-01-31T08:34:56", DisplayName = "another word")]
    [DataRow("10:34:56 AM, PM", "2026-01-31T08:34:56")]
    public void Halves_of_the_day(string clock, string expected) => Time(clock).Should().Be(expected);

    [TestMethod]
    [DataRow("12:34:56.7", "2026-01-31T10:34:56.7")]
    [DataRow("12:34:56,789", "2026-01-31T10:34:56.789")]
    [DataRow("12:34:56.0000012", "2026-01-31T10:34:56.0000012")]
    [DataRow("12:34:56.9999999999999", "2026-01-31T10:34:56.9999999")]
    [DataRow("12:34:56:789", "2026-01-31T10:34:56.789", DisplayName = "a colon before milliseconds")]
    [DataRow("12:34:56:78", "2026-01-31T10:34:56", DisplayName = "no milliseconds")]
    [DataRow("12:34:56. x", "2026-01-31T10:34:56")]
    [DataRow("12:34", "2026-01-31T10:34:00")]
    [DataRow("12:34: x", "2026-01-31T10:34:00")]
    public void Fractions(string clock, string expected) => Time(clock).Should().Be(expected);

    [TestMethod]
    [DataRow("Z", 0)]
    [DataRow("z", 0)]
    [DataRow(" UTC", 0)]
    [DataRow(" GMT", 0)]
    [DataRow(" UT", 0)]
    [DataRow(" WET", 0)]
    [DataRow(" CET", 1)]
    [DataRow(" WEST", 1)]
    [DataRow(" CEST", 2)]
    [DataRow(" EET", 2)]
    [DataRow(" EEST", 3)]
    [DataRow(" MSK", 3)]
    [DataRow(" JST", 9)]
    [DataRow(" KST", 9)]
    [DataRow(" EDT", -4)]
    [DataRow(" EST", -5)]
    [DataRow(" CDT", -5)]
    [DataRow(" CST", -6)]
    [DataRow(" MDT", -6)]
    [DataRow(" MST", -7)]
    [DataRow(" PDT", -7)]
    [DataRow(" PST", -8)]
    [DataRow("+01", 1)]
    [DataRow(" -0100", -1)]
    [DataRow("+01:30", 1.5)]
    [DataRow("-01:30", -1.5)]
    [DataRow("+0130", 1.5)]
    [DataRow("+14:00", 14)]
    [DataRow(" UTC+01:00", 1)]
    [DataRow(" GMT-0500", -5)]
    [DataRow("+15:00", 2, DisplayName = "no such offset")]
    [DataRow("+01:300", 2, DisplayName = "no such minutes")]
    [DataRow("+1", 2, DisplayName = "half an offset")]
    [DataRow(" utc", 2, DisplayName = "a word in small letters")]
    [DataRow(" UTC1", 2, DisplayName = "a name with a number")]
    public void Zones(string zone, double hours) =>
        Time("12:00:00" + zone).Should().Be(new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc).AddHours(-hours).ToString("s", CultureInfo.InvariantCulture));

    private static string Time(string clock) => ParsedRecord.Of($"2026-01-31 {clock} x").Time();
}
