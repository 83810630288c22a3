using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Where the folders of shared volumes are: in Aspire's store, or below the user's profile where paths in the store would be too long.
/// </summary>
internal static class StoreFolder
{
    private const string Setting = "Aspire:Store:Path";
    private const string AppHostPath = "AppHost:Path";
    private const string AppHostDirectory = "AppHost:Directory";

    /// <summary>
    /// The most bytes of a folder's path. A program that opens a socket in it has 100 for the whole, of the 108 (Linux) and 104 (macOS) of an address, 20 of them
    /// for its name: https://man7.org/linux/man-pages/man7/unix.7.html
    /// </summary>
    private const int MaxLength = 100 - 20 - 1;

    /// <summary>What separates the parts of a mount on the command lines of engines.</summary>
    private const string Separators = ",:\"";

    /// <summary>
    /// Returns the folder of a volume, without a look at the disk. The same application comes to the same folder in each run.
    /// </summary>
    public static string Of(IConfiguration configuration, string profile, string main, string volume)
    {
        var store = Path.Combine(Root(configuration), ".aspire", "sidecar");
        string[] candidates =
        [
            Path.Combine(store, main.ToLowerInvariant(), volume.ToLowerInvariant()),
            .. profile.Length == 0 ? (string[])[] :
            [
                Path.Combine(profile, ".aspire", "sidecar", Short($"{store}/{main}"), volume.ToLowerInvariant()),
                Path.Combine(profile, ".aspire", "sidecar", Short($"{store}/{main}"), Short(volume)),
            ],
        ];
        return candidates.FirstOrDefault(Fits) ?? candidates.MinBy(Encoding.UTF8.GetByteCount)!;
    }

    /// <summary>
    /// What the user has set, wherever that was. Aspire's own default comes after all other sources of configuration and hides them.
    /// </summary>
    private static string Root(IConfiguration configuration)
    {
        var providers = (configuration as IConfigurationRoot)?.Providers ?? [];
        var chosen = providers.Reverse().Where(provider => !IsDefault(provider)).Select(provider => provider.TryGet(Setting, out var value) ? value : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? configuration[Setting];
        return Path.GetFullPath(chosen ?? "", configuration[AppHostDirectory] is { Length: > 0 } directory ? Path.GetFullPath(directory) : Directory.GetCurrentDirectory());
    }

    private static bool IsDefault(IConfigurationProvider provider) => provider is MemoryConfigurationProvider && provider.TryGet(AppHostPath, out _);

    private static bool Fits(string path) =>
        Encoding.UTF8.GetByteCount(path) <= MaxLength && !path.AsSpan(Path.GetPathRoot(path)!.Length).ContainsAny(Separators);

    private static string Short(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToLowerInvariant())))[..10].ToLowerInvariant();
}
