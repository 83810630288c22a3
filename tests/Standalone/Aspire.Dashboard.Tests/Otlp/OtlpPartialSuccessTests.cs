using System.Net;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpPartialSuccessTests
{
    [TestMethod]
    public async Task Full_success_says_nothing()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/traces", TestRequests.Spans(TestRequests.Span("one")));
        var answer = await receiver.CallAsync("trace", TestRequests.Spans(TestRequests.Span("two")).ToByteArray());

        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        answer.Should().BeEmpty();
        receiver.Sink.Spans.Select(span => span.Name).Should().Equal("one", "two");
    }

    [TestMethod]
    public async Task Empty_request_succeeds_and_stores_nothing()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/metrics", [], "application/x-protobuf");
        var answer = await receiver.CallAsync("metrics", []);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Should().BeEmpty();
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    public async Task Spans_with_invalid_ids_are_rejected_and_the_others_kept()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var zero = TestRequests.Span("zero");
        zero.TraceId = ByteString.CopyFrom(new byte[16]);
        var shortId = TestRequests.Span("short");
        shortId.SpanId = ByteString.CopyFrom(1, 2, 3);
        var parent = TestRequests.Span("parent");
        parent.ParentSpanId = ByteString.CopyFrom(1);
        var request = TestRequests.Spans(zero, TestRequests.Span("good"), shortId, parent);

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await receiver.CallAsync("trace", request.ToByteArray()));

        answer.PartialSuccess.RejectedSpans.Should().Be(3);
        answer.PartialSuccess.ErrorMessage.Should().Contain("trace id is 16 bytes").And.Contain("span id is 8 bytes");
        receiver.Sink.Spans.Select(span => span.Name).Should().Equal("good");
    }

    [TestMethod]
    public async Task Rejection_is_told_in_JSON_as_well()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/traces", """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"00","spanId":"01"}]}]}]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("partialSuccess").GetProperty("rejectedSpans").GetString().Should().Be("1");
    }

    [TestMethod]
    public async Task Log_records_with_invalid_ids_are_records_without()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var record = TestRequests.Log("kept");
        record.TraceId = ByteString.CopyFrom(1, 2);

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs(record));

        ExportLogsServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).PartialSuccess.Should().BeNull();
        receiver.Sink.Logs.Should().ContainSingle().Which.TraceId.Should().BeNull();
    }

    [TestMethod]
    public async Task Data_points_that_contradict_themselves_are_rejected()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var request = TestRequests.Metrics(
            new Metric { Name = "buckets", Histogram = new() { DataPoints = { new HistogramDataPoint { BucketCounts = { 1, 2, 3 }, ExplicitBounds = { 1 } } } } },
            new Metric { Name = "bounds", Histogram = new() { DataPoints = { new HistogramDataPoint { BucketCounts = { 1, 2, 3 }, ExplicitBounds = { 2, 1 } } } } },
            new Metric { Name = "", Gauge = new() { DataPoints = { new NumberDataPoint { AsInt = 1 }, new NumberDataPoint { AsInt = 2 } } } },
            new Metric { Name = "scale", ExponentialHistogram = new() { DataPoints = { new ExponentialHistogramDataPoint { Scale = 5_000 } } } },
            new Metric { Name = "good", Gauge = new() { DataPoints = { new NumberDataPoint { AsInt = 1 } } } },
            new Metric { Name = "nothing" });

        using var response = await receiver.PostAsync("/v1/metrics", request);

        ExportMetricsServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).PartialSuccess.RejectedDataPoints.Should().Be(5);
        receiver.Sink.Points.Select(point => point.Metric.Name).Should().Equal("good");
    }
}
