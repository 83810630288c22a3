using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Sidecar.Tests.Architecture;

/// <summary>
/// The folders of the integration are floors of a house: none knows one above it.
/// </summary>
[TestClass]
public sealed partial class FloorsTests
{
    /// <summary>From the ground up. Those of one line do not know each other. The root folder is the roof.</summary>
    private static readonly string[][] Floors =
    [
        ["Diagnostics"], ["Model"], ["Planning"], ["Deciding", "References"], ["Engine"], ["Images", "Telemetry"], ["Joining"], ["Applying"], ["Publishing"], ["Running"], [""],
    ];

    [TestMethod]
    public void No_folder_knows_one_above_it()
    {
        var files = Sources().ToArray();
        var homes = files.ToLookup(file => file.Type, file => file.Folder);

        var upward = from file in files
                     from word in Word().Matches(file.Code).Select(match => match.Value).Distinct()
                     from home in homes[word]
                     where home != file.Folder && FloorOf(home) >= FloorOf(file.Folder)
                     select $"{file.Folder}/{file.Type} knows {home}/{word}";

        upward.Should().BeEmpty();
    }

    [TestMethod]
    public void Every_folder_has_its_floor() =>
        Sources().Select(file => file.Folder).Distinct().Should().BeSubsetOf(Floors.SelectMany(floor => floor));

    [TestMethod]
    public void No_file_of_the_repository_is_longer_than_400_lines() =>
        ((string[])["src", "tests", "playground"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository(), folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => File.ReadLines(file).Count() > 400).Should().BeEmpty();

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private static IEnumerable<(string Folder, string Type, string Code)> Sources()
    {
        var root = Path.Combine(Repository(), "src/Aspire.Hosting.Sidecar");
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
               let text = File.ReadAllText(path)
               select (relative.Contains('/') ? relative.Split('/')[0] : "", Path.GetFileName(path).Split('.')[0], CodeOf(text));
    }

    private static string CodeOf(string text) => NotCode().Replace(text, "");

    /// <summary>Comments, and what messages say.</summary>
    [GeneratedRegex("//.*|\"[^\"\n]*\"")]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
