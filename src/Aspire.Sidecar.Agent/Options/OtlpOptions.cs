using System.Security.Cryptography.X509Certificates;

namespace Aspire.Sidecar.Agent.Options;

/// <summary>How to reach the receiver, from the OTEL_EXPORTER_OTLP_* variables.</summary>
internal sealed record OtlpOptions
{
    /// <summary>For gRPC the address of the server; for HTTP the whole URL, path included.</summary>
    public required Uri Endpoint { get; init; }

    public bool UseGrpc { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool UseGzip { get; init; }

    /// <summary>Authorities to trust instead of those of the system; none for those.</summary>
    public X509Certificate2Collection TrustedCertificates { get; init; } = [];

    public X509Certificate2? ClientCertificate { get; init; }
}
