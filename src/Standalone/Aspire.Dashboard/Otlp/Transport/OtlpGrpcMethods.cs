using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Binds the three Export methods.</summary>
internal sealed class OtlpGrpcMethods(LogsSignal logs, TracesSignal traces, MetricsSignal metrics, ILogger<OtlpGrpcMethods> logger)
    : IServiceMethodProvider<OtlpGrpcService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpcService> context)
    {
        Add(context, logs);
        Add(context, traces);
        Add(context, metrics);
    }

    private void Add<TRequest, TResponse>(ServiceMethodProviderContext<OtlpGrpcService> context, OtlpSignal<TRequest, TResponse> signal)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        context.AddUnaryMethod(
            new Method<TRequest, TResponse>(MethodType.Unary, signal.GrpcService, "Export", Marshaller<TRequest>(), Marshaller<TResponse>()),
            metadata: [],
            (_, request, call) => Task.FromResult(Export(signal, request, call)));

    private TResponse Export<TRequest, TResponse>(OtlpSignal<TRequest, TResponse> signal, TRequest request, ServerCallContext call)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        try
        {
            return signal.Export(request);
        }
        catch (Exception exception)
        {
            logger.NotStored(exception, call.Method);
            throw new RpcException(new Status(StatusCode.Internal, "The telemetry could not be stored.", exception));
        }
    }

    private static Marshaller<T> Marshaller<T>() where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(() => new T());
        return new Marshaller<T>(Serialize, context => Deserialize(parser, context));
    }

    private static void Serialize<T>(T message, SerializationContext context) where T : IMessage<T>
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    // Generated marshallers let the exception through: an UNKNOWN for the client and an error in our log.
    private static T Deserialize<T>(MessageParser<T> parser, DeserializationContext context) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(context.PayloadAsReadOnlySequence());
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The request is not a valid message. {exception.Message}", exception));
        }
    }
}
