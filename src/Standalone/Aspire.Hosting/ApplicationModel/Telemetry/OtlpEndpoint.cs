using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where telemetry is received, as the configuration says.</summary>
internal sealed record OtlpEndpoint(string Url, string Protocol)
{
    public const string GrpcUrlKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string HttpUrlKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    public const string LegacyGrpcUrlKey = "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string LegacyHttpUrlKey = "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    public static string? GetGrpcUrl(IConfiguration configuration) => Read(configuration, GrpcUrlKey, LegacyGrpcUrlKey);

    public static string? GetHttpUrl(IConfiguration configuration) => Read(configuration, HttpUrlKey, LegacyHttpUrlKey);

    /// <summary>The receiver for a protocol, or <see langword="null"/> when telemetry is not received.</summary>
    public static OtlpEndpoint? Resolve(IConfiguration configuration, OtlpProtocol? required)
    {
        var grpc = GetGrpcUrl(configuration) is { } grpcUrl ? new OtlpEndpoint(grpcUrl, "grpc") : null;
        var http = GetHttpUrl(configuration) is { } httpUrl ? new OtlpEndpoint(httpUrl, "http/protobuf") : null;
        return required switch
        {
            OtlpProtocol.Grpc => grpc,
            OtlpProtocol.HttpProtobuf => http ?? Missing("http/protobuf", grpc),
            OtlpProtocol.HttpJson => http is null ? Missing("http/json", grpc) : http with { Protocol = "http/json" },
            _ => grpc ?? http,
        };
    }

    private static OtlpEndpoint? Missing(string protocol, OtlpEndpoint? other)
        => other is null
            ? null
            : throw new InvalidOperationException($"OtlpExporter is configured to require {protocol}, but no endpoint was configured for {HttpUrlKey}");

    private static string? Read(IConfiguration configuration, string key, string legacyKey)
        => configuration[key] is { Length: > 0 } url ? url : configuration[legacyKey] is { Length: > 0 } legacyUrl ? legacyUrl : null;
}
