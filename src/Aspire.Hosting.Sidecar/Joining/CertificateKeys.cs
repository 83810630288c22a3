using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Exports the private key of a certificate.
/// </summary>
internal static class CertificateKeys
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000);

    /// <summary>
    /// Returns the key in PKCS #8 and PEM, encrypted if there is a password.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The certificate has no private key that can be exported.</exception>
    public static string ExportPem(X509Certificate2 certificate, string? password)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()
            ?? throw new DistributedApplicationException($"The certificate '{certificate.Subject}' has no private key to serve with.");
        return password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption);
    }
}
