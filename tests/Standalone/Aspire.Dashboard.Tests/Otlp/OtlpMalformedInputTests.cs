using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Grpc.Core;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpMalformedInputTests
{
    private static readonly byte[] Garbage = [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x01];

    [TestMethod]
    [DataRow("logs")]
    [DataRow("traces")]
    [DataRow("metrics")]
    public async Task Malformed_body_is_a_bad_request_in_the_content_type_of_the_request(string signal)
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync($"/v1/{signal}", Garbage, "application/x-protobuf");

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/x-protobuf");
        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.BadRequest)).Should().Contain("not a valid message");
    }

    [TestMethod]
    [DataRow("logs")]
    [DataRow("trace")]
    [DataRow("metrics")]
    public async Task Malformed_message_is_an_invalid_argument(string signal)
    {
        await using var receiver = await OtlpFixture.StartAsync();

        var call = () => receiver.CallAsync(signal, Garbage);

        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.InvalidArgument);
    }

    [TestMethod]
    public async Task Random_bytes_never_stop_the_receiver()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        var random = new Random(20260701);
        var valid = TestRequests.Spans(TestRequests.Span("one")).ToByteArray();

        for (var i = 0; i < 300; i++)
        {
            var body = valid.ToArray();
            body[random.Next(body.Length)] = (byte)random.Next(256);
            using var response = await receiver.PostAsync("/v1/traces", body, "application/x-protobuf");
            response.StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        }

        using var after = await receiver.PostAsync("/v1/logs", TestRequests.Logs(TestRequests.Log("still here")));
        after.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.LoggerFactory.Entries.Should().BeEmpty();
    }

    [TestMethod]
    public async Task What_is_not_HTTP_at_all_never_stops_the_receiver()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        foreach (var address in new[] { receiver.GrpcAddress, receiver.HttpAddress })
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("what is this\r\n\r\n"));
        }

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs(TestRequests.Log("still here")));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        await receiver.CallAsync("logs", TestRequests.Logs(TestRequests.Log("and here")).ToByteArray());
        receiver.Sink.Logs.Select(record => record.Body).Should().Equal("still here", "and here");
    }

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    public async Task Unknown_content_type_is_unsupported(string contentType)
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", [], contentType);

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.UnsupportedMediaType)).Should().Contain(contentType);
    }

    [TestMethod]
    public async Task Other_methods_are_not_allowed()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.SendAsync(HttpMethod.Get, "/v1/logs");

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.MethodNotAllowed)).Should().Contain("POST");
        response.Content.Headers.Allow.Should().Contain("POST");
    }

    [TestMethod]
    public async Task Other_paths_are_not_found()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/profiles", "{}");

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.NotFound)).Should().Contain("/v1/traces");
    }

    [TestMethod]
    public async Task Failing_store_is_an_internal_error_and_logged()
    {
        await using var receiver = await OtlpFixture.StartAsync();
        receiver.Sink.Fails = new InvalidOperationException("full");

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs(TestRequests.Log("lost")));
        var call = () => receiver.CallAsync("logs", TestRequests.Logs(TestRequests.Log("lost")).ToByteArray());

        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.InternalServerError)).Should().Be("The telemetry could not be stored.");
        (await call.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Internal);
        receiver.LoggerFactory.Entries.Should().HaveCount(2).And.OnlyContain(entry => entry.StartsWith("Error Aspire."));
    }
}
