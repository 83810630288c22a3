using System.Net;
using Aspire.Dashboard.Otlp;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpJsonTests
{
    [TestMethod]
    public async Task Log_record_is_read()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"api"}}]},
              "scopeLogs":[{"scope":{"name":"Catalog"},"logRecords":[{
                "timeUnixNano":"1700000000123456700","observedTimeUnixNano":1700000001000000000,
                "severityNumber":17,"severityText":"Error","eventName":"failed",
                "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
                "body":{"kvlistValue":{"values":[
                  {"key":"text","value":{"stringValue":"größer"}},
                  {"key":"list","value":{"arrayValue":{"values":[{"intValue":"9007199254740993"},{"doubleValue":"NaN"},{"boolValue":true},{}]}}}]}},
                "attributes":[{"key":"raw","value":{"bytesValue":"AQID"}},{"key":"ratio","value":{"doubleValue":0.5}}]}]}]}]}
            """);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await response.Content.ReadAsStringAsync()).Replace(" ", "", StringComparison.Ordinal).Should().Be("{}");
        var record = receiver.Sink.Logs.Should().ContainSingle().Subject;
        record.Should().BeEquivalentTo(new
        {
            ServiceName = "api",
            ScopeName = "Catalog",
            Timestamp = TestRequests.TimeRead,
            SeverityNumber = 17,
            SeverityText = "Error",
            EventName = "failed",
            TraceId = "5b8efff798038103d269b633813fc60c",
            SpanId = "eee19b7ec3c1b174",
            Body = """{"text":"größer","list":[9007199254740993,"NaN",true,null]}""",
        });
        record.Attributes.Should().Equal(new Dictionary<string, string> { ["raw"] = "AQID", ["ratio"] = "0.5" });
    }

    [TestMethod]
    public async Task Span_is_read()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/traces", """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{
              "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"eee19b7ec3c1b173",
              "name":"GET","kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000250000000",
              "status":{"code":2,"message":"no"},
              "links":[{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"eee19b7ec3c1b175"}]}]}]}]}
            """);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Spans.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            ServiceName = "unknown_service",
            ParentSpanId = "eee19b7ec3c1b173",
            Kind = OtlpSpanKind.Server,
            Status = OtlpSpanStatus.Error,
            Duration = TimeSpan.FromMilliseconds(250),
            Links = new[] { new { SpanId = "eee19b7ec3c1b175" } },
        });
    }

    [TestMethod]
    public async Task Metric_is_read()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/metrics", """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
              {"name":"jobs","sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[{"asInt":"5","timeUnixNano":"1"}]}},
              {"name":"time","histogram":{"aggregationTemporality":2,"dataPoints":[
                {"count":"2","sum":3,"bucketCounts":["1","1"],"explicitBounds":[1.5],"timeUnixNano":"1","flags":0}]}}]}]}]}
            """);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Points.Select(point => point.Value).Should().BeEquivalentTo(
            new OtlpMetricValue[] { new OtlpNumber(5), new OtlpHistogram(2, 3, null, null, [1.5], [1, 1]) },
            options => options.RespectingRuntimeTypes());
    }

    [TestMethod]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":9,"invented":{"a":[1]}}]}],"more":null}],"other":7}""", 9)]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severity_number":9}]}]}]}""", 0)]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":null}]}]}]}""", 0)]
    public async Task Unknown_names_are_ignored(string json, int severity)
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", json);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Logs.Should().ContainSingle().Which.SeverityNumber.Should().Be(severity);
    }

    [TestMethod]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityNumber":"SEVERITY_NUMBER_INFO"}]}]}]}""", "severityNumber")]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"xyz"}]}]}]}""", "traceId")]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"-1"}]}]}]}""", "timeUnixNano")]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":"text"}]}]}]}""", "body")]
    [DataRow("""{"resourceLogs":{}}""", "resourceLogs")]
    [DataRow("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityText":"\ud800"}]}]}]}""", "severityText")]
    [DataRow("""{"\ud800":1}""", "OTLP JSON")]
    [DataRow("""[]""", "object")]
    [DataRow("""{"resourceLogs":[""", "OTLP JSON")]
    [DataRow("", "OTLP JSON")]
    public async Task Malformed_JSON_is_a_bad_request(string json, string named)
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", json);

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.BadRequest)).Should().Contain(named);
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    public async Task Endless_nesting_is_a_bad_request()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var nested = string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 5_000));

        using var response = await receiver.PostAsync("/v1/logs", """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":""" + nested);

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.BadRequest)).Should().Contain("depth");
    }
}
