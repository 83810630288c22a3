using Google.Protobuf;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Logs, traces or metrics: one export, offered over gRPC and over HTTP.</summary>
internal abstract class OtlpSignal<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new()
{
    public abstract string HttpPath { get; }

    public abstract string GrpcService { get; }

    public abstract TResponse Export(TRequest request);
}
