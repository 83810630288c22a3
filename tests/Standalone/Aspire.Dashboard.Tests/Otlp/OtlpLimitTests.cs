using System.Net;
using Aspire.Dashboard.Otlp;
using Google.Protobuf;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpLimitTests
{
    private const int Limit = 10_000;

    private static readonly OtlpServerOptions Small = new() { MaxRequestBytes = Limit };

    [TestMethod]
    public async Task Body_of_the_greatest_size_is_accepted()
    {
        await using var receiver = await OtlpFixture.StartAsync(Small);
        var body = BodyOf(Limit);

        using var response = await receiver.PostAsync("/v1/logs", body, "application/x-protobuf");
        await receiver.CallAsync("logs", body);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Logs.Should().HaveCount(2);
    }

    [TestMethod]
    [DataRow(Limit + 1)]
    [DataRow(Limit * 50)]
    public async Task Longer_body_is_too_large(int length)
    {
        await using var receiver = await OtlpFixture.StartAsync(Small);

        using var response = await receiver.PostAsync("/v1/logs", BodyOf(length), "application/x-protobuf");

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.RequestEntityTooLarge)).Should().Contain("10000 bytes");
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    public async Task Longer_message_exhausts_the_resource()
    {
        await using var receiver = await OtlpFixture.StartAsync(Small);

        var call = () => receiver.CallAsync("logs", BodyOf(Limit + 1));

        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.ResourceExhausted);
    }

    [TestMethod]
    public async Task Gzip_is_unpacked()
    {
        await using var receiver = await OtlpFixture.StartAsync(Small);
        var body = BodyOf(Limit);

        using var response = await receiver.PostAsync("/v1/logs", OtlpFixture.Gzip(body), "application/x-protobuf", "gzip");
        await receiver.CallAsync("logs", body, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Logs.Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Unpacking_stops_at_the_limit()
    {
        await using var receiver = await OtlpFixture.StartAsync(Small);
        var bomb = new byte[Limit * 100];

        using var response = await receiver.PostAsync("/v1/logs", OtlpFixture.Gzip(bomb), "application/x-protobuf", "gzip");
        var call = () => receiver.CallAsync("logs", bomb, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        OtlpFixture.Gzip(bomb).Length.Should().BeLessThan(Limit);
        await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.RequestEntityTooLarge);
        (await call.Should().ThrowAsync<RpcException>()).Which.Status.Detail.Should().StartWith("The message is longer than 10000 bytes.");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Broken_gzip_is_a_bad_request(bool truncated)
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var body = truncated ? OtlpFixture.Gzip(BodyOf(5_000))[..^12] : [1, 2, 3, 4];

        using var response = await receiver.PostAsync("/v1/logs", body, "application/x-protobuf", "gzip");

        await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.BadRequest);
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    public async Task Gzip_that_is_none_is_an_invalid_argument_over_gRPC()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(receiver.GrpcAddress, "/opentelemetry.proto.collector.logs.v1.LogsService/Export"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([1, 0, 0, 0, 4, 1, 2, 3, 4]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.Add("grpc-encoding", "gzip");
        request.Headers.Add("TE", "trailers");

        using var response = await client.SendAsync(request);

        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        headers.GetValues("grpc-status").Should().Equal("3");
    }

    [TestMethod]
    public async Task Other_encodings_are_unsupported()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", [], "application/x-protobuf", "br");

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.UnsupportedMediaType)).Should().Contain("'br'");
    }

    [TestMethod]
    public async Task Attributes_and_texts_are_cut()
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { MaxAttributes = 2, MaxTextLength = 5 });
        var record = TestRequests.Log("1234😀");
        record.Attributes.Add([TestRequests.Attribute("a", "1234567"), TestRequests.Attribute("b", "2"), TestRequests.Attribute("c", "3")]);

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs(record));

        var read = receiver.Sink.Logs.Should().ContainSingle().Subject;
        read.Body.Should().Be("1234");
        read.Attributes.Should().Equal(new Dictionary<string, string> { ["a"] = "12345", ["b"] = "2" });
    }

    [TestMethod]
    public async Task Items_over_the_limit_are_a_partial_success()
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { MaxItemsPerRequest = 2 });

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs([.. Enumerable.Range(1, 5).Select(i => TestRequests.Log($"{i}"))]));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var partial = ExportLogsServiceResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).PartialSuccess;
        partial.RejectedLogRecords.Should().Be(3);
        partial.ErrorMessage.Should().Contain("2 items");
        receiver.Sink.Logs.Select(record => record.Body).Should().Equal("1", "2");
    }

    private static byte[] BodyOf(int length)
    {
        var filler = length;
        while (true)
        {
            var request = TestRequests.Logs(TestRequests.Log(new string('x', filler)));
            if (request.CalculateSize() <= length)
            {
                return request.ToByteArray();
            }

            filler -= request.CalculateSize() - length;
        }
    }
}
