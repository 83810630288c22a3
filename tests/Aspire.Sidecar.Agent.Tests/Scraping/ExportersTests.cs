using OpenTelemetry.Proto.Metrics.V1;
using DataCase = OpenTelemetry.Proto.Metrics.V1.Metric.DataOneofCase;

namespace Aspire.Sidecar.Agent.Tests.Scraping;

/// <summary>
/// What real programs answered, in part: Debian's exporters of redis (1.45), postgres (0.11), haproxy (0.14) and nginx (0.11), haproxy 2.6 itself, prometheus-net 8.2 and OpenTelemetry's
/// exporter for .NET (1.20).
/// </summary>
[TestClass]
public sealed class ExportersTests
{
    [TestMethod]
    [DataRow("redis-exporter")]
    [DataRow("postgres-exporter")]
    [DataRow("haproxy-exporter")]
    [DataRow("haproxy")]
    [DataRow("nginx-exporter")]
    [DataRow("prometheus-net")]
    [DataRow("prometheus-net.openmetrics")]
    [DataRow("opentelemetry-dotnet")]
    [DataRow("opentelemetry-dotnet.openmetrics")]
    public void Each_line_becomes_a_part_of_a_metric(string exporter)
    {
        var lines = Text(exporter).Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray();
        var metrics = Read(exporter);

        // Times of creation go into the points of their series.
        metrics.Sum(Parts).Should().Be(lines.Count(line => !line.Contains("_created{", StringComparison.Ordinal)));
        metrics.Should().OnlyHaveUniqueItems(metric => metric.Name);
    }

    [TestMethod]
    public void Redis()
    {
        var metrics = Read("redis-exporter");
        Number(metrics, "redis_up", "").Should().Be(1);
        Number(metrics, "redis_keyspace_misses_total", "").Should().Be(1);
        Number(metrics, "redis_commands_duration_seconds_total", "cmd=get").Should().Be(1e-05);
        Number(metrics, "redis_commands_total", "cmd=slowlog|get").Should().Be(1);
        Metric(metrics, "redis_commands_total").Sum.IsMonotonic.Should().BeTrue();
        Metric(metrics, "redis_instance_info").Gauge.DataPoints.Single().Attributes.Select(label => (label.Key, label.Value.StringValue)).Should().Contain(
            [("redis_version", "7.0.15"), ("os", "Linux 6.18.44-fc-v669 x86_64"), ("tcp_port", "16379"), ("role", "master")]);
        var get = Metric(metrics, "redis_latency_percentiles_usec").Summary.DataPoints.Single(point => ScrapedMetrics.Labels(point.Attributes) == "cmd=get");
        (get.Count, get.Sum).Should().Be((2, 10));
        get.QuantileValues.Select(value => (Math.Round(value.Quantile, 6), value.Value)).Should().Equal([(0.5, 5.023), (0.99, 5.023), (0.999, 5.023)], "it counts in percent");
    }

    [TestMethod]
    public void Postgres()
    {
        var metrics = Read("postgres-exporter");
        Number(metrics, "pg_up", "").Should().Be(1);
        Number(metrics, "pg_database_size_bytes", "datname=template1,server=127.0.0.1:15432").Should().Be(7_545_347);
        Number(metrics, "pg_locks_count", "datname=postgres,mode=accesssharelock,server=127.0.0.1:15432").Should().Be(1);
        Number(metrics, "pg_settings_temp_file_limit_bytes", "server=127.0.0.1:15432").Should().Be(-1);
        Number(metrics, "promhttp_metric_handler_requests_total", "code=200").Should().Be(1);
        Metric(metrics, "pg_settings_max_connections").Description.Should().Be("Sets the maximum number of concurrent connections.");
        var collections = Metric(metrics, "go_gc_duration_seconds").Summary.DataPoints.Single();
        collections.QuantileValues.Select(value => value.Quantile).Should().Equal(0, 0.25, 0.5, 0.75, 1);
    }

    [TestMethod]
    public void Haproxy()
    {
        var exporter = Read("haproxy-exporter");
        Number(exporter, "haproxy_server_up", "backend=app,server=two").Should().Be(0);
        Number(exporter, "haproxy_frontend_http_responses_total", "code=2xx,frontend=web").Should().Be(5);
        Number(exporter, "process_virtual_memory_max_bytes", "").Should().Be(ulong.MaxValue);

        var own = Read("haproxy");
        Number(own, "haproxy_server_status", "proxy=app,server=two,state=DOWN").Should().Be(1);
        Number(own, "haproxy_server_last_session_seconds", "proxy=app,server=two").Should().Be(-1);
        Number(own, "haproxy_server_limit_sessions", "proxy=app,server=one").Should().Be(double.NaN);
        Number(own, "haproxy_process_requests_total", "").Should().Be(7);
    }

    [TestMethod]
    public void Nginx()
    {
        var metrics = Read("nginx-exporter");
        Number(metrics, "nginx_http_requests_total", "").Should().Be(8);
        Number(metrics, "nginx_connections_waiting", "").Should().Be(2);
        Metric(metrics, "nginx_connections_accepted").Sum.IsMonotonic.Should().BeTrue("its name does not end as that of a counter does, its type says it");
        Number(metrics, "nginxexporter_build_info", "arch=linux/amd64,commit=,date=,dirty=false,go=go1.19.8,version=0.11.0-1+b4").Should().Be(1);
    }

    [TestMethod]
    [DataRow("prometheus-net", 3, 1, new ulong[] { 1, 1, 0, 1 }, 7.35)]
    [DataRow("prometheus-net.openmetrics", 4, 1, new ulong[] { 1, 2, 0, 1 }, 7.75)]
    public void Prometheus_net(string exporter, int web, int phone, ulong[] buckets, double sum)
    {
        var metrics = Read(exporter);
        Number(metrics, "shop_orders_total", "channel=web").Should().Be(web);
        Number(metrics, "shop_orders_total", "channel=phone \"desk\"\\\n").Should().Be(phone);
        Number(metrics, "shop_never", "").Should().Be(double.NaN);
        var checkout = Metric(metrics, "shop_checkout_seconds").Histogram.DataPoints.Single();
        checkout.BucketCounts.Should().Equal(buckets);
        checkout.ExplicitBounds.Should().Equal(0.1, 0.5, 2.5);
        checkout.Sum.Should().Be(sum);
        var basket = Metric(metrics, "shop_basket_size").Summary.DataPoints.Single();
        (basket.Count, basket.Sum).Should().Be((10, 55));
        basket.QuantileValues.Select(value => (value.Quantile, value.Value)).Should().Equal((0.5, 5), (0.99, 9));
    }

    [TestMethod]
    public void Exemplars_of_prometheus_net()
    {
        var metrics = Read("prometheus-net.openmetrics");
        var order = Metric(metrics, "shop_orders_total").Sum.DataPoints[0].Exemplars.Single();
        Convert.ToHexStringLower(order.TraceId.Span).Should().Be("3b5e037035eec9a7b474180315c3f6b2");
        Convert.ToHexStringLower(order.SpanId.Span).Should().Be("83ceaddb04ea7e29");
        (order.AsDouble, order.TimeUnixNano).Should().Be((1, 1_795_755_442_374_000_000));
        Metric(metrics, "shop_checkout_seconds").Histogram.DataPoints.Single().Exemplars.Select(exemplar => exemplar.AsDouble).Should().Equal(0.05, 0.4, 7);
    }

    [TestMethod]
    [DataRow("opentelemetry-dotnet", 0UL)]
    [DataRow("opentelemetry-dotnet.openmetrics", 1_795_755_442_354_551_000UL)]
    public void OpenTelemetry_for_dotnet(string exporter, ulong created)
    {
        var metrics = Read(exporter, time: 1_800_000_000_000_000_000);
        Number(metrics, "shop_orders_total", "otel_scope_name=Shop,channel=a \"quoted\" \\ one").Should().Be(1);
        Number(metrics, "shop_queue", "otel_scope_name=Shop").Should().Be(3);
        Number(metrics, "shop_temperature_celsius", "otel_scope_name=Shop").Should().Be(-1.5);
        Metric(metrics, "target_info");
        var duration = Metric(metrics, "shop_checkout_duration_seconds").Histogram.DataPoints.Single();
        (duration.Count, duration.Sum).Should().Be((3, 20012.3));
        duration.ExplicitBounds.Should().HaveCount(15).And.StartWith([0, 5, 10, 25]);
        duration.BucketCounts.Should().Equal(0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        duration.StartTimeUnixNano.Should().Be(created > 0 ? created : 1_800_000_000_000_000_000);
        Metric(metrics, "shop_temperature_celsius").Unit.Should().Be(created > 0 ? "celsius" : "", "only OpenMetrics has units");
    }

    private static string Text(string exporter) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scraping", "Exporters", exporter + ".txt"));

    private static IReadOnlyList<Metric> Read(string exporter, ulong time = 1000) =>
        new ScrapedMetrics(exporter.EndsWith("openmetrics", StringComparison.Ordinal)).Read(Text(exporter), time);

    private static Metric Metric(IReadOnlyList<Metric> metrics, string name) => metrics.Single(metric => metric.Name == name);

    private static double Number(IReadOnlyList<Metric> metrics, string name, string labels)
    {
        var metric = Metric(metrics, name);
        return (metric.Sum?.DataPoints ?? metric.Gauge.DataPoints).Single(point => ScrapedMetrics.Labels(point.Attributes) == labels).AsDouble;
    }

    private static int Parts(Metric metric) => metric.DataCase switch
    {
        DataCase.Histogram => metric.Histogram.DataPoints.Sum(point => point.BucketCounts.Count + 2),
        DataCase.Summary => metric.Summary.DataPoints.Sum(point => point.QuantileValues.Count + 2),
        DataCase.Sum => metric.Sum.DataPoints.Count,
        _ => metric.Gauge.DataPoints.Count,
    };
}
