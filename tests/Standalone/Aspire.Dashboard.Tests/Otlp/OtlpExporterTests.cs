using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aspire.Dashboard.Otlp;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>With the exporters that applications use.</summary>
[TestClass]
public sealed class OtlpExporterTests
{
    private const int FlushMilliseconds = 60_000;

    [TestMethod]
    [DataRow(OtlpExportProtocol.Grpc)]
    [DataRow(OtlpExportProtocol.HttpProtobuf)]
    public async Task Logs_of_the_SDK_arrive(OtlpExportProtocol protocol)
    {
        await using var receiver = await OtlpFixture.StartAsync();
        using (var factory = LoggerFactory.Create(logging => logging.AddOpenTelemetry(telemetry => telemetry
            .SetResourceBuilder(Resource())
            .AddOtlpExporter(exporter => Configure(exporter, receiver, protocol, "logs")))))
        {
            var logger = factory.CreateLogger("Catalog.Prices");
#pragma warning disable CA1848, CA1873 // The extension method is what applications call.
            logger.LogWarning(new EventId(7, "Slow"), "Answer took {Elapsed} ms", 250);
#pragma warning restore CA1848, CA1873
        }

        var record = receiver.Sink.Logs.Should().ContainSingle().Subject;
        record.Should().BeEquivalentTo(new { ServiceName = "api", ServiceInstanceId = "api-1", SeverityNumber = 13, ScopeName = "Catalog.Prices", EventName = "Slow" });
        record.Body.Should().Be("Answer took {Elapsed} ms");
        record.Attributes.Should().Contain("Elapsed", "250");
        record.ResourceAttributes.Should().Contain("sidecar.main", "catalog");
        record.Timestamp.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [TestMethod]
    [DataRow(OtlpExportProtocol.Grpc)]
    [DataRow(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_of_the_SDK_arrive(OtlpExportProtocol protocol)
    {
        await using var receiver = await OtlpFixture.StartAsync();
        using var source = new ActivitySource($"{nameof(Spans_of_the_SDK_arrive)}.{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddSource(source.Name)
            .AddOtlpExporter(exporter => Configure(exporter, receiver, protocol, "traces"))
            .Build();

        using (var parent = source.StartActivity("GET /products", ActivityKind.Server))
        using (var child = source.StartActivity("convert", ActivityKind.Client, parent!.Context, links: [new(new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), 0))]))
        {
            child!.SetTag("currency", "USD").AddEvent(new("retry", tags: new() { { "attempt", 2 } }));
            child.SetStatus(ActivityStatusCode.Error, "no rate");
        }

        provider.ForceFlush(FlushMilliseconds).Should().BeTrue();
        var spans = receiver.Sink.Spans.ToDictionary(span => span.Name);
        spans.Should().HaveCount(2);
        spans["GET /products"].Should().BeEquivalentTo(new { ServiceName = "api", ParentSpanId = (string?)null, Kind = OtlpSpanKind.Server, Status = OtlpSpanStatus.Unset, ScopeName = source.Name });
        spans["convert"].Should().BeEquivalentTo(new { spans["GET /products"].TraceId, ParentSpanId = spans["GET /products"].SpanId, Kind = OtlpSpanKind.Client, Status = OtlpSpanStatus.Error, StatusMessage = "no rate" });
        spans["convert"].Attributes.Should().Contain("currency", "USD");
        spans["convert"].Events.Should().ContainSingle(item => item.Name == "retry" && item.Attributes["attempt"] == "2");
        spans["convert"].Links.Should().ContainSingle(link => link.TraceId.Length == 32 && link.SpanId.Length == 16);
        spans["convert"].Duration.Should().BePositive();
    }

    [TestMethod]
    [DataRow(OtlpExportProtocol.Grpc)]
    [DataRow(OtlpExportProtocol.HttpProtobuf)]
    public async Task Metrics_of_the_SDK_arrive(OtlpExportProtocol protocol)
    {
        await using var receiver = await OtlpFixture.StartAsync();
        using var meter = new Meter($"{nameof(Metrics_of_the_SDK_arrive)}.{protocol}");
        using var provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter(meter.Name)
            .AddView("size", new Base2ExponentialBucketHistogramConfiguration())
            .AddOtlpExporter(exporter => Configure(exporter, receiver, protocol, "metrics"))
            .Build();

        meter.CreateCounter<long>("requests", "{request}", "Requests answered").Add(3, new KeyValuePair<string, object?>("route", "/products"));
        meter.CreateObservableGauge("temperature", () => 21.5);
        meter.CreateHistogram("duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10] }).Record(4);
        meter.CreateHistogram<double>("size").Record(8);

        provider.ForceFlush(FlushMilliseconds).Should().BeTrue();
        var points = receiver.Sink.Points.ToDictionary(point => point.Metric.Name);
        points.Values.Should().OnlyContain(point => point.ServiceName == "api" && point.ScopeName == meter.Name && point.Start != null);
        points["requests"].Metric.Should().Be(new OtlpMetric("requests", "Requests answered", "{request}", OtlpMetricKind.Sum, IsMonotonic: true, OtlpTemporality.Cumulative));
        points["requests"].Attributes.Should().Contain("route", "/products");
        points["requests"].Value.Should().Be(new OtlpNumber(3));
        points["temperature"].Value.Should().Be(new OtlpNumber(21.5));
        points["duration"].Value.Should().BeEquivalentTo(new OtlpHistogram(1, 4, 4, 4, [1, 10], [0, 1, 0]));
        points["size"].Metric.Kind.Should().Be(OtlpMetricKind.ExponentialHistogram);
        points["size"].Value.Should().BeOfType<OtlpHistogram>().Which.Sum.Should().Be(8);
    }

    [TestMethod]
    [DataRow(OtlpExportProtocol.Grpc)]
    [DataRow(OtlpExportProtocol.HttpProtobuf)]
    public async Task The_key_of_the_exporter_s_headers_opens_the_receiver(OtlpExportProtocol protocol)
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { ApiKey = "secret" });
        using var source = new ActivitySource($"{nameof(The_key_of_the_exporter_s_headers_opens_the_receiver)}.{protocol}");
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .AddOtlpExporter("right", exporter =>
            {
                Configure(exporter, receiver, protocol, "traces");
                exporter.Headers = "x-otlp-api-key=secret";
            })
            .AddOtlpExporter("wrong", exporter =>
            {
                Configure(exporter, receiver, protocol, "traces");
                exporter.Headers = "x-otlp-api-key=guess";
            })
            .Build();

        source.StartActivity("one")!.Dispose();

        provider.ForceFlush(FlushMilliseconds);
        receiver.Sink.Spans.Should().ContainSingle();
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("api", serviceInstanceId: "api-1")
        .AddAttributes([new("sidecar.main", "catalog")]);

    private static void Configure(OtlpExporterOptions exporter, OtlpFixture receiver, OtlpExportProtocol protocol, string signal)
    {
        exporter.Protocol = protocol;
        exporter.TimeoutMilliseconds = FlushMilliseconds;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? receiver.GrpcAddress : new Uri(receiver.HttpAddress, $"/v1/{signal}");
    }
}
