using System.Security.Cryptography.X509Certificates;

namespace Testing;

/// <summary>
/// The certificate of this machine's developer, which <c>dotnet dev-certs https</c> makes.
/// </summary>
public static class DeveloperCertificate
{
    /// <summary>The extension by which the certificate is known: https://github.com/dotnet/aspnetcore/blob/main/src/Shared/CertificateGeneration/CertificateManager.cs</summary>
    private const string Mark = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>Ends a test that needs it where there is none.</summary>
    public static void Require()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        var isHere = store.Certificates.Any(certificate => certificate.HasPrivateKey && certificate.NotAfter > DateTime.Now && certificate.Extensions.Any(extension => extension.Oid?.Value == Mark));
        Requirement.Check("CERTIFICATE", isHere ? null : "No developer certificate: run 'dotnet dev-certs https'.");
    }
}
