using Aspire.Sidecar.Agent.Scraping;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Sidecar.Agent.Tests.Scraping;

[TestClass]
public sealed class ExpositionTests
{
    [TestMethod]
    public void Counters_and_gauges()
    {
        var metrics = new ScrapedMetrics().Read(
            """
            # HELP http_requests_total The number of\nrequests, with a \\ in it.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200",} 1027 1395066363000
            http_requests_total { method = "a\"b\\c\nd" } 3
            # a remark

              # TYPE temp gauge
            temp	-1.5e1
            untyped_one NaN
            """);

        metrics.Select(metric => metric.Name).Should().Equal("http_requests_total", "temp", "untyped_one");
        metrics[0].Description.Should().Be("The number of\nrequests, with a \\ in it.");
        metrics[0].Sum.IsMonotonic.Should().BeTrue();
        metrics[0].Sum.AggregationTemporality.Should().Be(AggregationTemporality.Cumulative);
        metrics[0].Sum.DataPoints.Select(point => (ScrapedMetrics.Labels(point.Attributes), point.AsDouble, point.TimeUnixNano)).Should().Equal(
            ("method=post,code=200", 1027, 1395066363000UL * 1_000_000), ("method=a\"b\\c\nd", 3, 1000));
        metrics[1].Gauge.DataPoints.Single().AsDouble.Should().Be(-15);
        metrics[2].Gauge.DataPoints.Single().AsDouble.Should().Be(double.NaN);
    }

    [TestMethod]
    public void Histograms_and_summaries()
    {
        var metrics = new ScrapedMetrics().Read(
            """
            # TYPE took histogram
            took_bucket{path="/",le="0.1"} 3
            took_bucket{path="/",le="1"} 5
            took_bucket{path="/",le="+Inf"} 9
            took_sum{path="/"} 12.5
            took_count{path="/"} 9
            took_bucket{path="/x",le="0.1"} 1
            took_bucket{path="/x",le="+Inf"} 1
            took_sum{path="/x"} 0.05
            took_count{path="/x"} 1
            # TYPE rpc summary
            rpc{quantile="0.5"} 4.2
            rpc{quantile="0.99"} 9
            rpc_sum 1.7e+07
            rpc_count 2693
            """);

        metrics.Should().HaveCount(2);
        var points = metrics[0].Histogram.DataPoints;
        points.Select(point => ScrapedMetrics.Labels(point.Attributes)).Should().Equal("path=/", "path=/x");
        points[0].BucketCounts.Should().Equal(3, 2, 4);
        points[0].ExplicitBounds.Should().Equal(0.1, 1);
        (points[0].Count, points[0].Sum).Should().Be((9, 12.5));
        var summary = metrics[1].Summary.DataPoints.Single();
        (summary.Count, summary.Sum).Should().Be((2693, 1.7e7));
        summary.QuantileValues.Select(value => (value.Quantile, value.Value)).Should().Equal((0.5, 4.2), (0.99, 9));
    }

    [TestMethod]
    public void Open_metrics_with_units_times_of_creation_and_exemplars()
    {
        var metrics = new ScrapedMetrics(isOpenMetrics: true).Read(
            """
            # TYPE took_seconds counter
            # UNIT took_seconds seconds
            took_seconds_total{a="b"} 17.0 1520879607.789 # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331",user="ann"} 0.67 1520879607.5
            took_seconds_created{a="b"} 1520430000.123
            # TYPE build info
            build_info{version="1"} 1
            # TYPE state stateset
            state{state="on"} 1
            # EOF
            what comes here is no longer read
            """, time: 2_000_000_000_000_000_000);

        metrics.Select(metric => metric.Name).Should().Equal("took_seconds_total", "build_info", "state");
        metrics[0].Unit.Should().Be("seconds");
        var point = metrics[0].Sum.DataPoints.Single();
        (point.AsDouble, point.TimeUnixNano / 1_000_000, point.StartTimeUnixNano / 1_000_000).Should().Be((17, 1520879607789, 1520430000123));
        var exemplar = point.Exemplars.Single();
        (exemplar.AsDouble, exemplar.TimeUnixNano / 1_000_000, Convert.ToHexStringLower(exemplar.TraceId.Span), Convert.ToHexStringLower(exemplar.SpanId.Span), ScrapedMetrics.Labels(exemplar.FilteredAttributes))
            .Should().Be((0.67, 1520879607500, "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "user=ann"));
        metrics[1].Sum.IsMonotonic.Should().BeFalse();
    }

    [TestMethod]
    public void Names_in_quotation_marks() => new ScrapedMetrics().Read("""{"my.metric","a b"="c"} 1""" + "\n").Single().Should().Match<Metric>(
        metric => metric.Name == "my.metric" && ScrapedMetrics.Labels(metric.Gauge.DataPoints[0].Attributes) == "a b=c");

    [TestMethod]
    public void Counters_begin_anew_when_they_fall_and_series_that_are_gone_are_told_once()
    {
        var endpoint = new ScrapedMetrics();
        endpoint.Read("# TYPE c counter\nc{a=\"1\"} 5\nc{a=\"2\"} 1\n", time: 100);
        endpoint.Read("# TYPE c counter\nc{a=\"1\"} 7\nc{a=\"2\"} 1\n", time: 200).Single().Sum.DataPoints.Should().OnlyContain(point => point.StartTimeUnixNano == 100);
        var third = endpoint.Read("# TYPE c counter\nc{a=\"1\"} 2\n", time: 300);
        third[0].Sum.DataPoints.Single().StartTimeUnixNano.Should().Be(200);
        var gone = third[1].Sum.DataPoints.Single();
        (ScrapedMetrics.Labels(gone.Attributes), gone.Flags, gone.ValueCase).Should().Be(("a=2", 1U, NumberDataPoint.ValueOneofCase.None));
        endpoint.Read("# TYPE c counter\nc{a=\"1\"} 2\n", time: 400).Should().ContainSingle();
    }

    [TestMethod]
    public void Counters_go_on_after_a_scrape_that_failed()
    {
        var endpoint = new ScrapedMetrics();
        endpoint.Read("# TYPE c counter\nc{a=\"1\"} 5\nc{a=\"2\"} 1\n", time: 100);
        endpoint.Fail(time: 200).Should().HaveCount(2).And.OnlyContain(metric => metric.Sum.DataPoints.Single().Flags == 1);
        endpoint.Fail(time: 300).Should().BeEmpty("that they are gone is told once");
        var back = endpoint.Read("# TYPE c counter\nc{a=\"1\"} 7\n", time: 400).Should().ContainSingle().Subject.Sum.DataPoints.Single();
        (back.StartTimeUnixNano, back.AsDouble).Should().Be((100, 7));
    }

    [TestMethod]
    [DataRow("name", false)]
    [DataRow("name x", false)]
    [DataRow("name{a=\"b\" 1", false)]
    [DataRow("name{a=b} 1", false)]
    [DataRow("name 1 2 3", false)]
    [DataRow("{a=\"b\"} 1", false)]
    [DataRow("name 1", true)]
    public void What_is_not_of_the_format_is_told_with_its_line(string line, bool isOpenMetrics)
    {
        var read = () => new ScrapedMetrics(isOpenMetrics).Read("good 1\n" + line + "\n");
        read.Should().Throw<ExpositionException>().WithMessage("line 2: *");
    }

    [TestMethod]
    public void More_than_wanted_is_passed_over()
    {
        var reader = new ExpositionReader(isOpenMetrics: false, mostSamples: 2);
        reader.Read("a 1\nb 2\nc 3\nd 4\n"u8).Should().HaveCount(2);
        reader.Skipped.Should().Be(2);
    }
}
