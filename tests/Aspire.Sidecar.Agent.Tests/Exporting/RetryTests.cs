using Aspire.Sidecar.Agent.Exporting;
using Aspire.Sidecar.Agent.Options;
using Aspire.Sidecar.Agent.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Sidecar.Agent.Tests.Exporting;

[TestClass]
public sealed class RetryTests
{
    private static readonly ReadOnlyMemory<byte> Request = new RequestFrame([new("service.name", "api")]).Empty;

    [TestMethod]
    public void Pauses_double_up_to_a_limit_and_are_never_shorter_than_asked()
    {
        var delay = new RetryDelay(() => 1);
        Enumerable.Range(0, 7).Select(_ => delay.Next(null).TotalMilliseconds).Should().Equal(250, 500, 1000, 2000, 4000, 5000, 5000);
        delay.Next(TimeSpan.FromSeconds(30)).Should().Be(TimeSpan.FromSeconds(30));
        delay.Next(TimeSpan.FromDays(1)).Should().Be(TimeSpan.FromMinutes(5));
        delay.Reset();
        delay.Next(TimeSpan.Zero).Should().Be(TimeSpan.FromMilliseconds(250));
        new RetryDelay(() => 0).Next(null).Should().Be(TimeSpan.FromMilliseconds(125));
    }

    [TestMethod]
    [DataRow(400, 3, SendOutcome.Refused)]
    [DataRow(401, 16, SendOutcome.Unavailable)]
    [DataRow(403, 7, SendOutcome.Unavailable)]
    [DataRow(404, 12, SendOutcome.Unavailable)]
    [DataRow(500, 13, SendOutcome.Unavailable)]
    [DataRow(301, 2, SendOutcome.Unavailable)]
    [DataRow(429, 14, SendOutcome.Unavailable)]
    [DataRow(502, 4, SendOutcome.Unavailable)]
    [DataRow(503, 10, SendOutcome.Unavailable)]
    [DataRow(504, 15, SendOutcome.Unavailable)]
    public async Task Answers_mean_what_the_specification_says(int httpStatus, int grpcStatus, object expected)
    {
        await using var receiver = await OtlpReceiver.StartAsync(_ => new OtlpAnswer(httpStatus, grpcStatus));
        using var http = Http(receiver.HttpEndpoint);
        using var grpc = Grpc(receiver.GrpcEndpoint);

        (await http.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be((SendOutcome)expected);
        (await grpc.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be((SendOutcome)expected);
    }

    [TestMethod]
    public async Task A_request_that_is_too_large_may_be_made_smaller()
    {
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.TooLarge);
        using var http = Http(receiver.HttpEndpoint);
        using var grpc = Grpc(receiver.GrpcEndpoint);

        (await http.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be(SendOutcome.TooLarge);
        (await grpc.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be(SendOutcome.Exhausted, "without a word about the size it may be the receiver that has no room");
    }

    [TestMethod]
    public async Task The_port_of_the_other_protocol_is_an_outage()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var http = Http(receiver.GrpcEndpoint);
        using var grpc = Grpc(receiver.HttpEndpoint);

        var overHttp = await http.SendAsync(Request, CancellationToken.None);
        overHttp.Outcome.Should().BeOneOf(SendOutcome.Refused, SendOutcome.Unavailable);
        overHttp.Reason.Should().Contain("OTEL_EXPORTER_OTLP_PROTOCOL");
        (await grpc.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be(SendOutcome.Unavailable);
    }

    [TestMethod]
    public async Task A_receiver_can_ask_for_a_pause()
    {
        var info = Any.Pack(Duration.FromTimeSpan(TimeSpan.FromSeconds(7)));
        info.TypeUrl = "type.googleapis.com/google.rpc.RetryInfo";
        info.Value = Field(1, info.Value);
        await using var receiver = await OtlpReceiver.StartAsync(_ => new OtlpAnswer(503, 8) { RetryAfter = 7, GrpcDetails = Field(3, info.ToByteString()).ToByteArray() });
        using var http = Http(receiver.HttpEndpoint);
        using var grpc = Grpc(receiver.GrpcEndpoint);

        foreach (var sender in (IRecordSender[])[http, grpc])
        {
            var result = await sender.SendAsync(Request, CancellationToken.None);
            (result.Outcome, result.RetryAfter).Should().Be((SendOutcome.Unavailable, TimeSpan.FromSeconds(7)));
        }
    }

    [TestMethod]
    public void Details_that_make_no_sense_ask_for_nothing()
    {
        var tooManyNanoseconds = new Duration { Seconds = 1, Nanos = int.MaxValue };
        var info = new Any { TypeUrl = "type.googleapis.com/google.rpc.RetryInfo", Value = Field(1, tooManyNanoseconds.ToByteString()) };
        RetryInfo.Read(new() { { "grpc-status-details-bin", Field(3, info.ToByteString()).ToByteArray() } }).Should().BeNull();
        RetryInfo.Read(new() { { "grpc-status-details-bin", [0xFF, 0xFF] } }).Should().BeNull();
    }

    [TestMethod]
    public async Task Nobody_there_is_no_reason_to_drop_anything()
    {
        var receiver = await OtlpReceiver.StartAsync();
        await receiver.DisposeAsync();
        using var http = Http(receiver.HttpEndpoint);
        using var grpc = Grpc(receiver.GrpcEndpoint);

        (await http.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be(SendOutcome.Unavailable);
        (await grpc.SendAsync(Request, CancellationToken.None)).Outcome.Should().Be(SendOutcome.Unavailable);
    }

    [TestMethod]
    public async Task Rejected_records_are_told()
    {
        await using var receiver = await OtlpReceiver.StartAsync(_ => OtlpAnswer.Partial(2, "no room"));
        using var http = Http(receiver.HttpEndpoint);
        using var grpc = Grpc(receiver.GrpcEndpoint);

        foreach (var sender in (IRecordSender[])[http, grpc])
        {
            (await sender.SendAsync(Request, CancellationToken.None)).Should().Be(new SendResult(SendOutcome.Accepted, "no room") { Rejected = 2 });
        }
    }

    [TestMethod]
    [DataRow("https://:secret@host:4318/v1/logs?key=secret", "https://host:4318/v1/logs")]
    [DataRow("http://host:4317", "http://host:4317")]
    public void A_receiver_is_named_without_what_may_be_secret(string endpoint, string name)
    {
        using var http = new OtlpHttpSender(new() { Endpoint = new(endpoint) }, TimeProvider.System);
        http.Receiver.Should().Be(name);
    }

    private static ByteString Field(int number, ByteString content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(content);
        }

        return ByteString.CopyFrom(stream.ToArray());
    }

    private static OtlpHttpSender Http(Uri endpoint) => new(new OtlpOptions { Endpoint = new(endpoint, "/v1/logs") }, TimeProvider.System);

    private static OtlpGrpcSender Grpc(Uri endpoint) => new(new OtlpOptions { Endpoint = endpoint, UseGrpc = true }, OtlpSignal.Logs, TimeProvider.System);
}
