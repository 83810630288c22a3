using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Aspire.Sidecar.Agent.Tests.Hosting;

/// <summary>How the receiver answers a request.</summary>
internal sealed record OtlpAnswer(int HttpStatus, int GrpcStatus)
{
    public static OtlpAnswer Accept { get; } = new(200, 0);

    public static OtlpAnswer Unavailable { get; } = new(503, 14);

    public static OtlpAnswer BadRequest { get; } = new(400, 3);

    public static OtlpAnswer TooLarge { get; } = new(413, 8);

    public bool IsAccepted => HttpStatus == 200;

    public ExportLogsServiceResponse Response { get; init; } = new();

    public int? RetryAfter { get; init; }

    public byte[]? GrpcDetails { get; init; }

    public static OtlpAnswer Partial(long rejected, string message) =>
        Accept with { Response = new() { PartialSuccess = new() { RejectedLogRecords = rejected, ErrorMessage = message } } };
}
