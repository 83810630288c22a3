using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Containers.Network;

/// <summary>Names the network of the containers of an application.</summary>
internal static partial class SessionNetworkName
{
    private const int HashLength = 8;
    private const int SuffixLength = 8;
    private const int MaxApplicationNameLength = 32;

    /// <summary>A new name for each run.</summary>
    public static string ForSession(string applicationName)
        => "aspire-session-network-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", SuffixLength) + Suffix(applicationName);

    /// <summary>The name that is the same in every run of an AppHost, for containers that outlive it.</summary>
    public static string ForPersistent(string applicationName, string appHostHash)
        => "aspire-persistent-network-" + appHostHash[..HashLength].ToLowerInvariant() + Suffix(applicationName);

    private static string Suffix(string applicationName)
    {
        var name = NotAllowed().Replace(AppHostEnding().Replace(applicationName, ""), "");

        return name.Length == 0 ? "" : $"-{name[..Math.Min(name.Length, MaxApplicationNameLength)]}";
    }

    [GeneratedRegex(@"(?<=.)\.?AppHost$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AppHostEnding();

    [GeneratedRegex("[^a-zA-Z0-9_.-]")]
    private static partial Regex NotAllowed();
}
