using Aspire.Sidecar.Agent.Options;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>OTLP over gRPC.</summary>
internal sealed class OtlpGrpcSender : IRecordSender
{
    private readonly OtlpOptions _options;
    private readonly RequestBuilder _requests;
    private readonly TimeProvider _timeProvider;
    private readonly GrpcChannel _channel;
    private readonly LogsService.LogsServiceClient _client;
    private readonly Metadata _headers = [];

    public OtlpGrpcSender(OtlpOptions options, RequestBuilder requests, TimeProvider timeProvider)
    {
        (_options, _requests, _timeProvider) = (options, requests, timeProvider);
        _channel = GrpcChannel.ForAddress(options.Endpoint, new() { HttpHandler = OtlpConnection.CreateHandler(options), DisposeHttpClient = true });
        _client = new(_channel);
        foreach (var (name, value) in options.Headers)
        {
            _headers.Add(name, value);
        }

        if (options.UseGzip)
        {
            _headers.Add("grpc-internal-encoding-request", "gzip");
        }
    }

    public string Receiver => _options.Endpoint.GetLeftPart(UriPartial.Authority);

    public async Task<SendResult> SendAsync(IReadOnlyList<LogRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            var deadline = _timeProvider.GetUtcNow().UtcDateTime + _options.Timeout;
            var response = await _client.ExportAsync(_requests.Build(records), _headers, deadline, cancellationToken).ConfigureAwait(false);
            return PartialSuccess.ToResult(response);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Interpret(exception);
        }
    }

    public void Dispose() => _channel.Dispose();

    private static SendResult Interpret(RpcException exception)
    {
        var reason = $"gRPC {exception.StatusCode} {exception.Status.DebugException?.InnerException?.Message ?? exception.Status.Detail}".Trim();
        var retryAfter = RetryInfo.Read(exception.Trailers);
        return exception.StatusCode switch
        {
            StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.Unavailable or StatusCode.DataLoss
                => SendResult.Unavailable(reason, retryAfter),

            // Only with a delay does this status promise that the same request can be taken later.
            StatusCode.ResourceExhausted => retryAfter is null ? new(SendOutcome.TooLarge, reason) : SendResult.Unavailable(reason, retryAfter),
            _ => new(SendOutcome.Refused, reason),
        };
    }
}
