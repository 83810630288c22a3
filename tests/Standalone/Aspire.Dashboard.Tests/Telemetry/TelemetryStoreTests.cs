using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Telemetry;
using static Aspire.Dashboard.Tests.DashboardSample;

namespace Aspire.Dashboard.Tests.Telemetry;

[TestClass]
public sealed class TelemetryStoreTests
{
    [TestMethod]
    public void New_log_records_displace_the_oldest()
    {
        using var store = new TelemetryStore(new TelemetryLimits { MaxLogCount = 2 }, TimeProvider.System);

        store.OnLogs([Log(body: "one"), Log(body: "two"), Log(body: "three")]);

        store.Logs.ToArray().Select(entry => entry.Record.Body).Should().Equal("two", "three");
        store.Logs.Received.Should().Be(3);
    }

    [TestMethod]
    public void Trace_that_still_gets_spans_outlives_an_older_one()
    {
        using var store = new TelemetryStore(new TelemetryLimits { MaxTraceCount = 2 }, TimeProvider.System);

        store.OnSpans([Span("1", trace: "a"), Span("2", trace: "b"), Span("3", trace: "a"), Span("4", trace: "c")]);

        store.Traces.Contains("a").Should().BeTrue();
        store.Traces.Contains("b").Should().BeFalse();
        store.Traces.Find("a")!.Spans.Should().HaveCount(2);
    }

    [TestMethod]
    public void Trace_without_end_is_cut_off()
    {
        using var store = new TelemetryStore(new TelemetryLimits(), TimeProvider.System);

        store.OnSpans([.. Enumerable.Range(0, TraceStore.MaxSpansOfTrace + 5).Select(number => Span($"{number}"))]);

        store.Traces.Find("trace-1")!.Spans.Should().HaveCount(TraceStore.MaxSpansOfTrace);
    }

    [TestMethod]
    public void Series_of_a_source_share_its_room()
    {
        using var store = new TelemetryStore(new TelemetryLimits { MaxMetricsCount = 240 }, TimeProvider.System);
        for (var second = 0; second < 300; second++)
        {
            store.OnMetrics([Point(Counter(), second, new OtlpNumber(second), ("method", "GET")), Point(Counter(), second, new OtlpNumber(second), ("method", "PUT"))]);
        }

        var series = store.Metrics.Read(new TelemetrySource("api", null), "", "requests", DateTimeOffset.MinValue);

        series.Should().HaveCount(2).And.OnlyContain(item => item.Points.Count == 120);
        series[0].Points[^1].Timestamp.Should().Be(Time.AddSeconds(299));
    }

    [TestMethod]
    public void Dimension_with_endless_values_is_cut_off()
    {
        using var store = new TelemetryStore(new TelemetryLimits { MaxMetricsCount = 600 }, TimeProvider.System);

        store.OnMetrics([.. Enumerable.Range(0, 1_000).Select(user => Point(Counter(), 0, new OtlpNumber(1), ("user", $"{user}")))]);

        store.Metrics.Read(new TelemetrySource("api", null), "", "requests", DateTimeOffset.MinValue).Should().HaveCount(10);
    }

    [TestMethod]
    public void Order_of_dimensions_makes_no_other_series()
    {
        using var store = new TelemetryStore(new TelemetryLimits(), TimeProvider.System);

        store.OnMetrics([Point(Counter(), 0, new OtlpNumber(1), ("a", "1"), ("b", "2")), Point(Counter(), 1, new OtlpNumber(2), ("b", "2"), ("a", "1"))]);

        store.Metrics.Read(new TelemetrySource("api", null), "", "requests", DateTimeOffset.MinValue)
            .Should().ContainSingle().Which.Points.Should().HaveCount(2);
    }
}
