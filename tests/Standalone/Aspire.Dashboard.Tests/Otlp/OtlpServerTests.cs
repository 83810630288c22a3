using System.Net;
using System.Net.Sockets;
using Aspire.Dashboard.Otlp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Dashboard.Tests.Otlp;

[TestClass]
public sealed class OtlpServerTests
{
    [TestMethod]
    public async Task Listens_only_where_it_is_told()
    {
        await using var http = new OtlpServer(new() { HttpUrl = new("http://127.0.0.1:0") }, new RecordingSink(), NullLoggerFactory.Instance);
        await using var grpc = new OtlpServer(new() { GrpcUrl = new("http://localhost:0") }, new RecordingSink(), NullLoggerFactory.Instance);

        await http.StartAsync(CancellationToken.None);
        await grpc.StartAsync(CancellationToken.None);

        http.Addresses.Should().ContainSingle().Which.Should().Match<Uri>(address => address.Host == "127.0.0.1" && address.Port != 0);
        http.GrpcAddress.Should().BeNull();
        http.HttpAddress.Should().Be(http.Addresses[0]);
        grpc.Addresses.Should().ContainSingle().Which.Should().Match<Uri>(address => address.Host == "127.0.0.1" && address.Port != 0);
        grpc.GrpcAddress.Should().Be(grpc.Addresses[0]);
        grpc.HttpAddress.Should().BeNull();
    }

    [TestMethod]
    [DataRow(null, "no address")]
    [DataRow("https://127.0.0.1:0", "'http://'")]
    [DataRow("http://example.com:4318", "'localhost'")]
    public async Task Address_it_cannot_serve_is_an_error(string? url, string named)
    {
        var start = async () =>
        {
            await using var server = new OtlpServer(new() { HttpUrl = url is null ? null : new(url) }, new RecordingSink(), NullLoggerFactory.Instance);
            await server.StartAsync(CancellationToken.None);
        };

        (await start.Should().ThrowAsync<ArgumentException>()).Which.Message.Should().Contain(named);
    }

    [TestMethod]
    public async Task Address_in_use_is_an_error_that_names_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
        await using var server = new OtlpServer(new() { HttpUrl = url }, new RecordingSink(), NullLoggerFactory.Instance);

        var start = () => server.StartAsync(CancellationToken.None);

        (await start.Should().ThrowAsync<IOException>()).Which.Message.Should().Contain(url.Authority);
    }

    [TestMethod]
    public async Task Stops_listening_when_disposed()
    {
        var receiver = await OtlpFixture.StartAsync();
        var address = receiver.HttpAddress;

        await receiver.DisposeAsync();

        using var client = new TcpClient();
        var connect = () => client.ConnectAsync(IPAddress.Loopback, address.Port);
        await connect.Should().ThrowAsync<SocketException>();
    }

    [TestMethod]
    public async Task Environment_of_the_application_does_not_change_it()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://127.0.0.1:1");
        Environment.SetEnvironmentVariable("ASPNETCORE_HTTP_PORTS", "1");
        Environment.SetEnvironmentVariable("Kestrel__Endpoints__Http__Url", "http://127.0.0.1:1");
        try
        {
            await using var receiver = await OtlpFixture.StartAsync();

            using var response = await receiver.PostAsync("/v1/logs", "{}");

            response.StatusCode.Should().Be(HttpStatusCode.OK);
            receiver.HttpAddress.Port.Should().NotBe(1);
            receiver.LoggerFactory.Entries.Should().BeEmpty();
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            Environment.SetEnvironmentVariable("ASPNETCORE_HTTP_PORTS", null);
            Environment.SetEnvironmentVariable("Kestrel__Endpoints__Http__Url", null);
        }
    }

    [TestMethod]
    public async Task Log_record_without_a_time_has_the_next_best()
    {
        var arrival = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
        await using var receiver = await OtlpFixture.StartAsync(new() { TimeProvider = new FakeTimeProvider(arrival) });

        using var response = await receiver.PostAsync("/v1/logs", TestRequests.Logs(new LogRecord(), new LogRecord { ObservedTimeUnixNano = TestRequests.Time }));

        receiver.Sink.Logs.Select(record => record.Timestamp).Should().Equal(arrival, TestRequests.TimeRead);
    }
}
