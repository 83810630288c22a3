using Aspire.Dashboard.Metrics;
using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Metrics;

[TestClass]
public sealed class MetricLinesTests
{
    private static readonly Dictionary<string, string> None = [];

    [TestMethod]
    public void Counter_is_shown_as_its_change_in_a_second()
        => Rates(OtlpTemporality.Cumulative, 10, 30, 30).Should().Equal(10, 0);

    [TestMethod]
    public void Counter_that_starts_anew_counts_from_zero() => Rates(OtlpTemporality.Cumulative, 100, 8).Should().Equal(4);

    [TestMethod]
    public void Delta_is_the_change_already() => Rates(OtlpTemporality.Delta, 10, 30).Should().Equal(15);

    [TestMethod]
    public void Limit_has_the_colour_of_what_it_bounds()
    {
        var gauge = new OtlpMetric("container.memory.usage", "", "By", OtlpMetricKind.Gauge, IsMonotonic: false, OtlpTemporality.Unspecified);
        var lines = MetricLines.Of(gauge, [Series("api", 1), Series("cache", 2)], [Series("cache", 64)], asRate: false);

        lines.Select(line => (line.Name, line.Color, line.IsLimit)).Should().Equal(("api", 0, false), ("cache", 1, false), ("cache limit", 1, true));
        MetricDimensions.LimitOf(gauge.Name).Should().Be("container.memory.limit");
    }

    [TestMethod]
    public void Percentile_lies_between_the_bounds_of_its_bucket()
    {
        var histogram = new OtlpHistogram(100, null, null, null, [10, 20], [50, 50, 0]);

        HistogramLines.Percentile(histogram, 0.5).Should().Be(10);
        HistogramLines.Percentile(histogram, 0.75).Should().Be(15);
    }

    [TestMethod]
    public void Histogram_shows_what_came_since_the_point_before()
    {
        var metric = new OtlpMetric("duration", "", "s", OtlpMetricKind.Histogram, IsMonotonic: false, OtlpTemporality.Cumulative);
        OtlpHistogram[] values = [new(100, null, null, null, [1, 2], [100, 0, 0]), new(110, null, null, null, [1, 2], [100, 10, 0])];

        var median = MetricLines.Of(metric, [new MetricSeries(None, Points(values))], [], asRate: true)[0];

        median.Name.Should().Be("P50");
        median.Points.Select(point => point.Value).Should().Equal(0.5, 1.5);
    }

    private static double[] Rates(OtlpTemporality temporality, params double[] values)
        => [.. MetricLines.Of(Counter(temporality: temporality), [new MetricSeries(None, Points([.. values.Select(value => new OtlpNumber(value))]))], [], asRate: true)
            .Single().Points.Select(point => point.Value)];

    private static MetricSeries Series(string name, double value)
        => new(new Dictionary<string, string> { ["aspire.resource.name"] = name }, Points([new OtlpNumber(value)]));

    private static MetricPoint[] Points(OtlpMetricValue[] values)
        => [.. values.Select((value, index) => new MetricPoint(Time.AddSeconds(index * 2), value, []))];
}
