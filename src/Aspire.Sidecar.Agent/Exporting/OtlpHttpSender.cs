using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Sidecar.Agent.Options;
using Google.Protobuf;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>OTLP over HTTP with binary protobuf.</summary>
internal sealed class OtlpHttpSender(OtlpOptions options, TimeProvider timeProvider) : IRecordSender
{
    private const int ReasonLength = 500;
    private const string GrpcAdvice = "; see whether OTEL_EXPORTER_OTLP_ENDPOINT is the one for HTTP, or set OTEL_EXPORTER_OTLP_PROTOCOL to 'grpc'";

    // Messages of errors are short; whoever answers with more is not an OTLP receiver.
    private const int MaxResponseBytes = 4 * 1024 * 1024;

    private readonly HttpClient _client = new(OtlpConnection.CreateHandler(options)) { Timeout = options.Timeout, MaxResponseContentBufferSize = MaxResponseBytes };
    private readonly MemoryStream _compressed = new();

    public string Receiver { get; } = OtlpConnection.NameOf(options.Endpoint);

    public async Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, options.Endpoint) { Content = Content(request) };
        foreach (var (name, value) in options.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _client.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return await InterpretAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            var advice = exception.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ResponseEnded ? GrpcAdvice : "";
            return SendResult.Unavailable((exception.InnerException?.Message ?? exception.Message) + advice);
        }
        catch (TaskCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return SendResult.Unavailable($"no answer within {options.Timeout.TotalSeconds} s");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _compressed.Dispose();
    }

    private ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> request)
    {
        var content = options.UseGzip ? new ReadOnlyMemoryContent(Compress(request)) : new ReadOnlyMemoryContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (options.UseGzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    private ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> request)
    {
        _compressed.SetLength(0);
        using (var gzip = new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(request.Span);
        }

        return _compressed.GetBuffer().AsMemory(0, (int)_compressed.Length);
    }

    private async Task<SendResult> InterpretAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return await ReadSuccessAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var reason = $"HTTP {(int)response.StatusCode} {response.ReasonPhrase} {Readable(text)}".Trim();
        return response.StatusCode switch
        {
            HttpStatusCode.RequestEntityTooLarge => new(SendOutcome.TooLarge, reason),
            HttpStatusCode.BadRequest => new(SendOutcome.Refused, reason + (text.Contains("HTTP/2", StringComparison.Ordinal) ? GrpcAdvice : "")),
            HttpStatusCode.UnprocessableEntity => new(SendOutcome.Refused, reason),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendResult.Unavailable(reason + "; see the key in OTEL_EXPORTER_OTLP_HEADERS"),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => SendResult.Unavailable(reason + "; see the port and the path in OTEL_EXPORTER_OTLP_ENDPOINT"),
            HttpStatusCode.HttpVersionNotSupported => SendResult.Unavailable(reason + GrpcAdvice),
            _ => SendResult.Unavailable(reason, RetryAfter(response.Headers.RetryAfter)),
        };
    }

    private static async Task<SendResult> ReadSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            return SendResult.Unavailable($"it answers HTTP {(int)response.StatusCode} with a web page, as no OTLP receiver does; see the port and the path in OTEL_EXPORTER_OTLP_ENDPOINT");
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return PartialSuccess.Read(body);
        }
        catch (InvalidProtocolBufferException)
        {
            // Some receivers answer with JSON or a word; the status said that the request was taken.
            return SendResult.Accepted;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delay } => delay,
        { Date: { } date } when date > timeProvider.GetUtcNow() => date - timeProvider.GetUtcNow(),
        _ => null,
    };

    // The body of an error is a google.rpc.Status; its message is readable among the bytes around it.
    private static string Readable(string text) => new([.. text.Where(character => !char.IsControl(character)).Take(ReasonLength)]);
}
