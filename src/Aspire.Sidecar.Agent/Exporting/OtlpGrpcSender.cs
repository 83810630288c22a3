using Aspire.Sidecar.Agent.Options;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>OTLP over gRPC.</summary>
internal sealed class OtlpGrpcSender : IRecordSender
{
    private readonly OtlpOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;
    private readonly Method<Payload, byte[]> _method;
    private readonly Metadata _headers = [];

    public OtlpGrpcSender(OtlpOptions options, OtlpSignal signal, TimeProvider timeProvider)
    {
        (_options, _timeProvider) = (options, timeProvider);
        _channel = GrpcChannel.ForAddress(options.Endpoint, new() { HttpHandler = OtlpConnection.CreateHandler(options), DisposeHttpClient = true, MaxSendMessageSize = null });
        _invoker = _channel.CreateCallInvoker();

        // The request is written already: its bytes go out as they are.
        _method = new(MethodType.Unary, signal.Service, "Export", Marshallers.Create(Write, _ => new Payload(default)), Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes));
        foreach (var (name, value) in options.Headers)
        {
            _headers.Add(name, value);
        }

        if (options.UseGzip)
        {
            _headers.Add("grpc-internal-encoding-request", "gzip");
        }
    }

    public string Receiver => OtlpConnection.NameOf(_options.Endpoint);

    public async Task<SendResult> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            var deadline = _timeProvider.GetUtcNow().UtcDateTime + _options.Timeout;
            using var call = _invoker.AsyncUnaryCall(_method, host: null, new CallOptions(_headers, deadline, cancellationToken), new Payload(request));
            return PartialSuccess.Read(await call.ResponseAsync.ConfigureAwait(false));
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Interpret(exception);
        }
        catch (InvalidProtocolBufferException exception)
        {
            return SendResult.Unavailable($"its answer is not that of an OTLP receiver: {exception.Message}");
        }
    }

    public void Dispose() => _channel.Dispose();

    private static void Write(Payload payload, SerializationContext context)
    {
        var request = payload.Bytes;
        context.SetPayloadLength(request.Length);
        var writer = context.GetBufferWriter();
        request.Span.CopyTo(writer.GetSpan(request.Length));
        writer.Advance(request.Length);
        context.Complete();
    }

    private static SendResult Interpret(RpcException exception)
    {
        var reason = $"gRPC {exception.StatusCode} {exception.Status.DebugException?.InnerException?.Message ?? exception.Status.Detail}{Advice(exception.StatusCode)}".Trim();
        var retryAfter = RetryInfo.Read(exception.Trailers);
        return exception.StatusCode switch
        {
            StatusCode.InvalidArgument => new(SendOutcome.Refused, reason),

            // Only with a delay does this status promise that the same request can be taken later.
            StatusCode.ResourceExhausted when retryAfter is null => new(IsAboutSize(exception.Status.Detail) ? SendOutcome.TooLarge : SendOutcome.Exhausted, reason),
            _ => SendResult.Unavailable(reason, retryAfter),
        };
    }

    // What the libraries for Go, .NET, Java and C++ say.
    private static bool IsAboutSize(string detail) =>
        detail.Contains("message", StringComparison.OrdinalIgnoreCase)
        && (detail.Contains("larger than max", StringComparison.OrdinalIgnoreCase) || detail.Contains("maximum", StringComparison.OrdinalIgnoreCase));

    private static string Advice(StatusCode status) => status switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => "; see the key in OTEL_EXPORTER_OTLP_HEADERS",
        StatusCode.Unimplemented or StatusCode.NotFound or StatusCode.Internal => "; see whether OTEL_EXPORTER_OTLP_ENDPOINT is the one for gRPC",
        _ => "",
    };

    // The library takes no structures.
    private sealed record Payload(ReadOnlyMemory<byte> Bytes);
}
