using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Aspire.Dashboard.Otlp.Transport;

/// <summary>Compares hashes: the time it takes tells nothing of the key, not even its length.</summary>
internal sealed class ApiKey(string? key)
{
    public const string Header = "x-otlp-api-key";

    private readonly byte[]? _hash = key is null ? null : Hash(key);

    public bool Fits(StringValues header) =>
        _hash is null || (header is [{ } given] && CryptographicOperations.FixedTimeEquals(Hash(given), _hash));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
