using System.IO.Compression;
using System.Xml.Linq;

namespace Packages.Tests.Packing;

/// <summary>
/// A package, opened: https://learn.microsoft.com/nuget/reference/nuspec.
/// </summary>
internal sealed class PackageFile
{
    private readonly XElement _metadata;

    private PackageFile(Dictionary<string, byte[]> files)
    {
        Files = files;
        using var nuspec = new MemoryStream(files.Single(file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>By their paths, without those of the format itself.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public IEnumerable<string> Dependencies => _metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value);

    public static PackageFile Open(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return new(archive.Entries.Where(entry => entry.FullName is not "[Content_Types].xml" && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !entry.FullName.StartsWith("package/", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Read));
    }

    /// <summary>An element of the nuspec, as text; null where it is missing.</summary>
    public string? Metadata(string name) => _metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    public string? Repository(string attribute) => _metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute(attribute)?.Value;

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
