using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>A directory of the AppHost for files that outlive a run.</summary>
internal sealed class AspireStore(string basePath) : IAspireStore
{
    private const int HashLength = 12;

    public string BasePath { get; } = Directory.CreateDirectory(basePath).FullName;

    public static AspireStore Create(IConfiguration configuration)
        => configuration[AppHostConfiguration.StorePathKey] is { } path && !string.IsNullOrWhiteSpace(path)
            ? Path.IsPathRooted(path)
                ? new AspireStore(Path.Combine(path, ".aspire"))
                : throw new ArgumentException($"An absolute path is required: '{path}'. Change the setting {AppHostConfiguration.StorePathKey}.")
            : throw new InvalidOperationException(
                $"Could not determine an appropriate location for local storage. Set the {AppHostConfiguration.StorePathKey} setting to a folder where the AppHost may keep its files.");

    public string GetFileNameWithContent(string filenameTemplate, Stream contentStream)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filenameTemplate);
        ArgumentNullException.ThrowIfNull(contentStream);

        Directory.CreateDirectory(BasePath);
        var temporary = Path.Combine(BasePath, Path.GetRandomFileName());
        string hash;
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            contentStream.CopyTo(file);
            file.Position = 0;
            hash = Convert.ToHexStringLower(SHA256.HashData(file))[..HashLength];
        }

        var name = Path.GetFileName(filenameTemplate);
        var path = Path.Combine(BasePath, $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}");
        File.Move(temporary, path, overwrite: true);

        return path;
    }
}
