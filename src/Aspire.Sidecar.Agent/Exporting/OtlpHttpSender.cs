using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Sidecar.Agent.Options;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>OTLP over HTTP with binary protobuf.</summary>
internal sealed class OtlpHttpSender(OtlpOptions options, RequestBuilder requests, TimeProvider timeProvider) : IRecordSender
{
    private const int ReasonLength = 500;

    // Messages of errors are short; whoever answers with more is not an OTLP receiver.
    private const int MaxResponseBytes = 4 * 1024 * 1024;

    private readonly HttpClient _client = new(OtlpConnection.CreateHandler(options)) { Timeout = options.Timeout, MaxResponseContentBufferSize = MaxResponseBytes };

    public string Receiver { get; } = options.Endpoint.GetLeftPart(UriPartial.Path);

    public async Task<SendResult> SendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, options.Endpoint) { Content = Content(requests.Serialize(records)) };
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
            return SendResult.Unavailable(exception.InnerException?.Message ?? exception.Message);
        }
        catch (TaskCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return SendResult.Unavailable($"no answer within {options.Timeout.TotalSeconds} s");
        }
    }

    public void Dispose() => _client.Dispose();

    private ByteArrayContent Content(byte[] request)
    {
        var content = options.UseGzip ? Compress(request) : new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        return content;
    }

    private static ByteArrayContent Compress(byte[] request)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(request);
        }

        var content = new ByteArrayContent(compressed.GetBuffer(), 0, (int)compressed.Length);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
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
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                => SendResult.Unavailable(reason, RetryAfter(response.Headers.RetryAfter)),
            HttpStatusCode.RequestEntityTooLarge => new(SendOutcome.TooLarge, reason),
            _ => new(SendOutcome.Refused, reason),
        };
    }

    private static async Task<SendResult> ReadSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return PartialSuccess.ToResult(ExportLogsServiceResponse.Parser.ParseFrom(body));
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
