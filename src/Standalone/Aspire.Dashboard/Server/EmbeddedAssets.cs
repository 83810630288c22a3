using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Aspire.Dashboard.Server;

/// <summary>
/// Scripts and styles, from inside the assembly: they are there whatever program hosts the dashboard and however it was built or copied.
/// </summary>
internal sealed class EmbeddedAssets : IFileProvider
{
    private static readonly Assembly Source = typeof(EmbeddedAssets).Assembly;
    private readonly Dictionary<string, Asset> _assets;

    public EmbeddedAssets()
    {
        var modified = File.Exists(Source.Location) ? File.GetLastWriteTimeUtc(Source.Location) : DateTime.UnixEpoch;
        _assets = Source.GetManifestResourceNames().ToDictionary(name => name, name => new Asset(name, modified), StringComparer.Ordinal);
    }

    // A browser asks again each time, and is answered from its cache as long as the program is the same.
    public StaticFileOptions Options => new()
    {
        FileProvider = this,
        OnPrepareResponse = response => response.Context.Response.Headers.CacheControl = "no-cache",
    };

    public IFileInfo GetFileInfo(string subpath)
        => _assets.TryGetValue(subpath.TrimStart('/'), out var asset) ? asset : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Asset(string name, DateTime modified) : IFileInfo
    {
        private readonly Lazy<long> _length = new(() =>
        {
            using var stream = Open(name);
            return stream.Length;
        });

        public bool Exists => true;

        public long Length => _length.Value;

        public string? PhysicalPath => null;

        public string Name => name[(name.LastIndexOf('/') + 1)..];

        public DateTimeOffset LastModified => modified;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => Open(name);

        private static Stream Open(string name)
            => Source.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"The assembly has no resource '{name}'.", name);
    }
}
