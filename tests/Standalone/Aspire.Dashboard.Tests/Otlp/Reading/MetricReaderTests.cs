using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Otlp.Reading;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Dashboard.Tests.Otlp.Reading;

[TestClass]
public sealed class MetricReaderTests
{
    [TestMethod]
    public void Exponential_histogram_becomes_buckets_with_bounds()
    {
        var value = Read(new ExponentialHistogramDataPoint
        {
            Count = 10,
            Scale = 0,
            ZeroCount = 1,
            ZeroThreshold = 0.25,
            Positive = new() { Offset = 0, BucketCounts = { 2, 3 } },
            Negative = new() { Offset = 1, BucketCounts = { 4 } },
        });

        value.Bounds.Should().Equal(-4, -2, 0.25, 1, 2, 4);
        value.BucketCounts.Should().Equal(0UL, 4, 1, 0, 2, 3, 0);
    }

    [TestMethod]
    [DataRow(1, 2, 2.8284271247461903)]
    [DataRow(-1, 16, 64)]
    public void Scale_sets_how_fast_bounds_grow(int scale, double lower, double upper)
    {
        var value = Read(new ExponentialHistogramDataPoint { Scale = scale, Positive = new() { Offset = 2, BucketCounts = { 1 } } });

        value.Bounds[^2].Should().BeApproximately(lower, 1e-9);
        value.Bounds[^1].Should().BeApproximately(upper, 1e-9);
    }

    [TestMethod]
    [DataRow(int.MaxValue)]
    [DataRow(int.MinValue)]
    public void Bounds_beyond_all_numbers_lose_no_measurement(int offset)
    {
        var value = Read(new ExponentialHistogramDataPoint
        {
            Scale = 3,
            Positive = new() { Offset = offset, BucketCounts = { 1, 2, 3 } },
            Negative = new() { Offset = offset, BucketCounts = { 4, 5 } },
        });

        value.Bounds.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(bound => double.IsFinite(bound));
        value.BucketCounts.Should().HaveCount(value.Bounds.Count + 1);
        value.BucketCounts.Aggregate(0UL, (sum, count) => sum + count).Should().Be(15);
    }

    [TestMethod]
    public void Too_many_buckets_are_rejected()
    {
        var rejections = new Rejections(100);
        var points = new MetricReader(new() { MaxHistogramBuckets = 3 }).Read(
            TestRequests.Metrics(new Metric { Name = "time", ExponentialHistogram = new() { DataPoints = { new ExponentialHistogramDataPoint { Positive = new() { BucketCounts = { 1, 1, 1, 1 } } } } } }),
            rejections);

        points.Should().BeEmpty();
        rejections.Message.Should().Be("1 rejected: a histogram may have 3 buckets");
    }

    [TestMethod]
    public void Summary_keeps_its_quantiles()
    {
        var point = new SummaryDataPoint { Count = 4, Sum = 10, QuantileValues = { new SummaryDataPoint.Types.ValueAtQuantile { Quantile = 0.5, Value = 2 } } };

        var read = ReadOne(new Metric { Name = "rpc", Summary = new() { DataPoints = { point } } });

        read.Value.Should().BeEquivalentTo(new OtlpSummary(4, 10, [new(0.5, 2)]));
    }

    [TestMethod]
    public void Gap_has_no_value()
    {
        var read = ReadOne(new Metric { Name = "cpu", Gauge = new() { DataPoints = { new NumberDataPoint { AsDouble = 1, Flags = 1 } } } });

        read.Value.Should().BeNull();
    }

    [TestMethod]
    public void Exemplar_leads_to_its_span()
    {
        var point = new NumberDataPoint
        {
            AsInt = 7,
            Exemplars = { new Exemplar { AsInt = 3, TimeUnixNano = TestRequests.Time, TraceId = TestRequests.TraceId, SpanId = TestRequests.SpanId, FilteredAttributes = { TestRequests.Attribute("user", "ada") } } },
        };

        var read = ReadOne(new Metric { Name = "jobs", Sum = new() { DataPoints = { point } } });

        var exemplar = read.Exemplars.Should().ContainSingle().Subject;
        exemplar.Should().BeEquivalentTo(new { Timestamp = TestRequests.TimeRead, Value = 3.0, TraceId = "0102030405060708090a0b0c0d0e0f10", SpanId = "0102030405060708" });
        exemplar.Attributes.Should().Contain("user", "ada");
    }

    private static OtlpHistogram Read(ExponentialHistogramDataPoint point) =>
        (OtlpHistogram)ReadOne(new Metric { Name = "time", ExponentialHistogram = new() { DataPoints = { point } } }).Value!;

    private static OtlpMetricPoint ReadOne(Metric metric) =>
        new MetricReader(new()).Read(TestRequests.Metrics(metric), new Rejections(100)).Should().ContainSingle().Subject;
}
