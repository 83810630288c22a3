using System.Runtime.CompilerServices;

namespace Publishing.Documents;

/// <summary>Files of the repository, as they stand there.</summary>
public static class SourceFile
{
    public static string[] Read(string path) => File.ReadAllLines(PathOf(path));

    public static string PathOf(string path) => Path.Combine(RepositoryRoot(), path);

    /// <summary>The lines of a static method, without the method around them.</summary>
    public static IReadOnlyList<string> MethodBody(string path, string method)
    {
        var lines = Read(path);
        var start = Array.FindIndex(lines, line => line.Contains($" void {method}(", StringComparison.Ordinal)) + 2;
        return Dedent(lines[start..Array.IndexOf(lines, "    }", start)]);
    }

    /// <summary>The lines from the one that begins with the text to the end of the file.</summary>
    public static IReadOnlyList<string> From(string path, string first)
    {
        var lines = Read(path);
        return Dedent(lines[Array.FindIndex(lines, line => line.StartsWith(first, StringComparison.Ordinal))..]);
    }

    internal static string[] Dedent(string[] lines)
    {
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length > 0 ? line[indent..] : line)];
    }

    private static string RepositoryRoot([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
