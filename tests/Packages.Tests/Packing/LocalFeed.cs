using System.Globalization;
using System.Xml.Linq;

namespace Packages.Tests.Packing;

/// <summary>
/// The packages of this repository, packed into a folder outside of it, and the place of a newcomer who has nothing else. Packed once for all tests.
/// </summary>
internal sealed class LocalFeed
{
    /// <summary>A remote for the clone that has none.</summary>
    public const string Remote = "https://github.com/example/sidecar";

    private static readonly Lazy<Task<LocalFeed>> Packed = new(PackAsync);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sidecar-packages-");

    private LocalFeed()
    {
        Dotnet = new(CreateFolder("home"), CreateFolder("cache"));
        Folder = CreateFolder("feed");
        VersionSuffix = string.Create(CultureInfo.InvariantCulture, $"test.{DateTime.UtcNow:yyyyMMddHHmmss}");
    }

    public string Folder { get; }

    /// <summary>Of this run: no cache has it.</summary>
    public string VersionSuffix { get; }

    public DotnetCommand Dotnet { get; }

    /// <summary>Where it is built: among what is built of the repository, but apart from what the tests run.</summary>
    private string Artifacts => Path.Combine(BuildFacts.RepositoryRoot, "artifacts", $"packing-{VersionSuffix}");

    public static Task<LocalFeed> GetAsync() => Packed.Value;

    /// <summary>Leaves nothing behind.</summary>
    public static async Task DeleteAsync()
    {
        if (Packed.IsValueCreated && Packed.Value.IsCompletedSuccessfully)
        {
            (await Packed.Value).Delete();
        }
    }

    /// <summary>A new folder of the newcomer, with the feed among the sources of packages.</summary>
    public string CreateFolder(string name) => _root.CreateSubdirectory(name).FullName;

    /// <summary>The path of a package.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="extension">That of packages, or of symbols.</param>
    public string PathOf(string id, string extension = "nupkg") => Directory.GetFiles(Folder, $"{id}.*.{extension}").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]));

    public string VersionOf(string id) => Path.GetFileNameWithoutExtension(PathOf(id))[(id.Length + 1)..];

    public PackageFile Open(string id, string extension = "nupkg") => PackageFile.Open(PathOf(id, extension));

    private static async Task<LocalFeed> PackAsync()
    {
        var feed = new LocalFeed();
        try
        {
            feed.WriteConfiguration();
            await feed.PackAsync("src/Packages.slnf");
            if (BuildFacts.IsDockerStandIn)
            {
                // In place of the package that the feeds of this machine lack, so that publishing can be tried. It is never packed otherwise.
                await feed.PackAsync("src/StandIns/Aspire.Hosting.Docker/Aspire.Hosting.Docker.csproj", "-p:IsPackable=true", "-p:PackageReadmeFile=");
            }

            return feed;
        }
        catch
        {
            feed.Delete();
            throw;
        }
    }

    /// <summary>As a release is packed, in a clone with a remote.</summary>
    private async Task PackAsync(string project, params string[] arguments)
    {
        var configuration = CreateFolder("configuration/git");
        await File.WriteAllTextAsync(Path.Combine(configuration, "config"), $"[remote \"origin\"]\n\turl = {Remote}.git\n");
        await Dotnet.RunAsync(
            BuildFacts.RepositoryRoot,
            [
                "pack", project, "--configuration", "Release", "--output", Folder, "--version-suffix", VersionSuffix,
                $"-p:ArtifactsPath={Artifacts}",

                // In the builds of a service only the clone's own settings count.
                "-p:GitRepositoryConfigurationScope=", .. arguments,
            ],
            new KeyValuePair<string, string?>("CI", "true"),
            new("XDG_CONFIG_HOME", Path.GetDirectoryName(configuration)),
            new("NUGET_PACKAGES", BuildFacts.PackagesFolder));
    }

    private void Delete()
    {
        _root.Delete(recursive: true);
        if (Directory.Exists(Artifacts))
        {
            Directory.Delete(Artifacts, recursive: true);
        }
    }

    /// <summary>The sources of this machine stay; what it has downloaded already is not downloaded again.</summary>
    private void WriteConfiguration() => new XDocument(
        new XElement(
            "configuration",
            new XElement("packageSources", Add("packed", Folder)),
            new XElement("fallbackPackageFolders", Add("machine", BuildFacts.PackagesFolder)))).Save(Path.Combine(_root.FullName, "nuget.config"));

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
}
