using System.Net;
using Google.Protobuf;
using Grpc.Core;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpApiKeyTests
{
    private static readonly byte[] Body = TestRequests.Logs(TestRequests.Log("one")).ToByteArray();

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("secre")]
    [DataRow("secret2")]
    [DataRow("SECRET")]
    public async Task Wrong_key_is_unauthorized(string? key)
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { ApiKey = "secret" });

        using var response = await receiver.PostAsync("/v1/logs", Body, "application/x-protobuf", apiKey: key);

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/x-protobuf");
        (await OtlpFixture.ReadErrorAsync(response, HttpStatusCode.Unauthorized)).Should().Contain("x-otlp-api-key").And.NotContain("secret");
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("guess")]
    public async Task Wrong_key_is_unauthenticated_over_gRPC(string? key)
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { ApiKey = "secret" });

        var call = () => receiver.CallAsync("logs", Body, key is null ? null : new Metadata { { "x-otlp-api-key", key } });

        var status = (await call.Should().ThrowAsync<RpcException>()).Which.Status;
        status.StatusCode.Should().Be(StatusCode.Unauthenticated);
        status.Detail.Should().Be("Send the API key of the dashboard in the header 'x-otlp-api-key'.");
        receiver.Sink.IsEmpty.Should().BeTrue();
    }

    [TestMethod]
    public async Task Right_key_is_let_in()
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { ApiKey = "secret" });

        using var response = await receiver.PostAsync("/v1/logs", Body, "application/x-protobuf", apiKey: "secret");
        await receiver.CallAsync("logs", Body, new Metadata { { "x-otlp-api-key", "secret" } });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        receiver.Sink.Logs.Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Key_is_asked_for_before_anything_is_told()
    {
        await using var receiver = await OtlpFixture.StartAsync(new() { ApiKey = "secret" });

        using var response = await receiver.SendAsync(HttpMethod.Get, "/nowhere");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Without_a_key_everyone_is_let_in()
    {
        await using var receiver = await OtlpFixture.StartAsync();

        using var response = await receiver.PostAsync("/v1/logs", Body, "application/x-protobuf", apiKey: "whatever");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
