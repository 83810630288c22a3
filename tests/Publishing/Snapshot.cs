using System.Runtime.CompilerServices;

namespace Publishing;

/// <summary>
/// Compares what is published with the files in the folder Snapshots beside the test. With SNAPSHOTS=update in the environment these are written anew, to be looked at before they are committed.
/// </summary>
public static class Snapshot
{
    private const string Mode = "SNAPSHOTS";

    public static void ShouldMatch(this Publication publication, string name, [CallerFilePath] string test = "")
    {
        if (publication.Errors.Any())
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, publication.Errors));
        }

        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable(Mode) == "update")
        {
            Write(publication, folder);
        }

        var expected = Read(folder);
        var differences = publication.Files.Keys.Union(expected.Keys).Where(path => publication.Files.GetValueOrDefault(path) != expected.GetValueOrDefault(path)).ToArray();
        if (differences.Length > 0)
        {
            throw new InvalidOperationException($"{string.Join(", ", differences)} is not as in {folder} ({Mode}=update writes it anew): {FirstDifference(publication, expected, differences[0])}");
        }
    }

    private static Dictionary<string, string> Read(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText)
        : [];

    private static void Write(Publication publication, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (path, content) in publication.Files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content);
        }
    }

    private static string FirstDifference(Publication publication, Dictionary<string, string> expected, string path)
    {
        var (actual, wanted) = (Lines(publication.Files.GetValueOrDefault(path)), Lines(expected.GetValueOrDefault(path)));
        var line = Enumerable.Range(0, Math.Max(actual.Length, wanted.Length)).First(index => actual.ElementAtOrDefault(index) != wanted.ElementAtOrDefault(index));
        return $"line {line + 1} of {path} is '{actual.ElementAtOrDefault(line)}' instead of '{wanted.ElementAtOrDefault(line)}'.";
    }

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
