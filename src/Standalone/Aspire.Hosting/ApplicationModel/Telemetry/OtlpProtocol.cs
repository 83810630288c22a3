namespace Aspire.Hosting;

/// <summary>A protocol for telemetry.</summary>
public enum OtlpProtocol
{
    /// <summary>OTLP over gRPC.</summary>
    Grpc,

    /// <summary>OTLP over HTTP with Protocol Buffers.</summary>
    HttpProtobuf,

    /// <summary>OTLP over HTTP with JSON.</summary>
    HttpJson,
}
