using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aspire.Dashboard.Otlp;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>A receiver on free ports of the loopback address, with raw clients for it.</summary>
internal sealed class OtlpFixture : IAsyncDisposable
{
    private static readonly Uri Free = new("http://127.0.0.1:0");

    private readonly HttpClient _http = new();
    private readonly OtlpServer _server;
    private GrpcChannel? _channel;

    private OtlpFixture(OtlpServerOptions options) => _server = new(options, Sink, LoggerFactory);

    public RecordingSink Sink { get; } = new();

    public RecordingLoggerFactory LoggerFactory { get; } = new();

    public Uri GrpcAddress => _server.GrpcAddress!;

    public Uri HttpAddress => _server.HttpAddress!;

    public static async Task<OtlpFixture> StartAsync(OtlpServerOptions? options = null)
    {
        var fixture = new OtlpFixture((options ?? new()) with { GrpcUrl = Free, HttpUrl = Free });
        await fixture._server.StartAsync(CancellationToken.None);
        fixture._channel = GrpcChannel.ForAddress(fixture.GrpcAddress);
        return fixture;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        PostAsync(path, Encoding.UTF8.GetBytes(json), "application/json");

    public Task<HttpResponseMessage> PostAsync(string path, IMessage message) =>
        PostAsync(path, message.ToByteArray(), "application/x-protobuf");

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, string? encoding = null, string? apiKey = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(HttpAddress, path)) { Content = content };
        if (apiKey is not null)
        {
            request.Headers.Add("x-otlp-api-key", apiKey);
        }

        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        _http.SendAsync(new HttpRequestMessage(method, new Uri(HttpAddress, path)));

    /// <summary>Calls a method with a message as it stands on the wire.</summary>
    public async Task<byte[]> CallAsync(string signal, byte[] message, Metadata? headers = null)
    {
        var service = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(signal) + "Service";
        var bytes = Marshallers.Create<byte[]>(value => value, value => value);
        var method = new Method<byte[], byte[]>(MethodType.Unary, $"opentelemetry.proto.collector.{signal}.v1.{service}", "Export", bytes, bytes);
        return await _channel!.CreateCallInvoker().AsyncUnaryCall(method, host: null, new CallOptions(headers), message);
    }

    public static byte[] Gzip(byte[] body)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return stream.ToArray();
    }

    /// <summary>The error in a response: its body has to be a google.rpc.Status in the content type of the request.</summary>
    public static async Task<string> ReadErrorAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        response.StatusCode.Should().Be(expected);
        var body = await response.Content.ReadAsByteArrayAsync();
        var status = response.Content.Headers.ContentType?.MediaType == "application/x-protobuf"
            ? Google.Rpc.Status.Parser.ParseFrom(body)
            : Google.Rpc.Status.Parser.ParseJson(Encoding.UTF8.GetString(body));
        status.Code.Should().NotBe(0);
        return status.Message;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _channel?.Dispose();
        await _server.DisposeAsync();
        LoggerFactory.Dispose();
    }
}
