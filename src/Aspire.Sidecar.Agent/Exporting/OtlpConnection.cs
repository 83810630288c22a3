using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Aspire.Sidecar.Agent.Options;

namespace Aspire.Sidecar.Agent.Exporting;

/// <summary>The connection to an OTLP receiver, with the certificates that the OTEL_EXPORTER_OTLP_* variables name.</summary>
internal static class OtlpConnection
{
    public static SocketsHttpHandler CreateHandler(OtlpOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.Timeout,
            EnableMultipleHttp2Connections = false,

            // A redirected POST would become a GET: the answer is shown instead.
            AllowAutoRedirect = false,

            // So that a receiver which moved to another address is found again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };

        if (options.TrustedCertificates.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = CreatePolicy(options.TrustedCertificates);
        }

        if (options.ClientCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        return handler;
    }

    /// <summary>The receiver, as messages name it: without what may be secret in its address.</summary>
    public static string NameOf(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    private static X509ChainPolicy CreatePolicy(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
