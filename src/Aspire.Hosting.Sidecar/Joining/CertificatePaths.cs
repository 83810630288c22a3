using Aspire.Hosting.ApplicationModel;

#pragma warning disable ASPIRECERTIFICATES001 // As in ContainerSpecBuilder.

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Where certificates are in a container: as the resource says, or where Aspire puts them, which is the same for every container.
/// </summary>
internal sealed class CertificatePaths(ContainerCertificatePathsAnnotation? said)
{
    // Where Linux distributions look: https://go.dev/src/crypto/x509/root_linux.go
    private static readonly string[] DefaultBundles =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    private static readonly string[] DefaultDirectories = ["/etc/ssl/certs", "/usr/local/share/ca-certificates", "/etc/pki/tls/certs"];

    public string Root { get; } = said?.CustomCertificatesDestination ?? "/usr/lib/ssl/aspire";

    public string Bundle => $"{Root}/cert.pem";

    public string Directory => $"{Root}/certs";

    /// <summary>The bundles that the image may have; replaced where only our certificates are to be trusted.</summary>
    public IReadOnlyList<string> SystemBundles { get; } = said?.DefaultCertificateBundles ?? [.. DefaultBundles];

    public string Directories(CertificateTrustScope scope) => scope == CertificateTrustScope.Append
        ? string.Join(':', [Directory, .. said?.DefaultCertificateDirectories ?? [.. DefaultDirectories]])
        : Directory;
}
