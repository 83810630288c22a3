using Aspire.Dashboard.Metrics;

namespace Aspire.Dashboard.Tests.Metrics;

[TestClass]
public sealed class ChartScaleTests
{
    [TestMethod]
    [DataRow(3, 97, false, "0 25 50 75 100")]
    [DataRow(0, 0, false, "0 0.25 0.5 0.75 1")]
    [DataRow(-5, 5, false, "-5 -2.5 0 2.5 5")]
    [DataRow(0, 64 * 1024 * 1024, true, "0 20971520 41943040 62914560 83886080")]
    public void Grid_has_round_values(double least, double greatest, bool isBinary, string expected)
        => string.Join(' ', ChartScale.Ticks(least, greatest, isBinary).Select(tick => FormattableString.Invariant($"{tick}"))).Should().Be(expected);

    [TestMethod]
    [DataRow(1536, "By", "1.5 KiB")]
    [DataRow(0.0042, "s", "4.2 ms")]
    [DataRow(12, "{request}", "12 request")]
    [DataRow(1250000, "", "1.25 M")]
    public void Values_have_their_unit(double value, string unit, string text) => UnitText.Value(value, unit).Should().Be(text);
}
