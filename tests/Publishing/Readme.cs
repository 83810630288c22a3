using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing;

/// <summary>
/// The pod that the README shows, and what it says of it.
/// </summary>
public static class Readme
{
    public static void Describe(IDistributedApplicationBuilder builder)
    {
        builder.AddContainer("api", "example/api", "1")
            .WithSharedVolume("logs", "/var/log/api")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper
                .WithSharedVolume("logs", "/logs", isReadOnly: true)
                .WithResourceLimits(cpus: 0.25, memory: "64m"));
    }

    /// <summary>The lines of the code above, as they stand there.</summary>
    public static string[] Source
    {
        get
        {
            var lines = File.ReadAllLines(ThisFile());
            var start = Array.FindIndex(lines, line => line.Contains("void Describe(", StringComparison.Ordinal)) + 2;
            return Dedent(lines[start..Array.IndexOf(lines, "    }", start)]);
        }
    }

    public static string[] ShownSource => Block(0);

    public static string[] ShownCompose => Block(1);

    public static string[] ShownKubernetes => Block(2);

    /// <summary>Whether the block is a part of the file, indented or not.</summary>
    public static bool IsPartOf(string[] block, string file)
    {
        var lines = file.Split('\n');
        return Enumerable.Range(0, Math.Max(0, lines.Length - block.Length + 1)).Any(start => Dedent(lines[start..(start + block.Length)]).SequenceEqual(block));
    }

    /// <summary>A block of code in the section on publishing.</summary>
    private static string[] Block(int index)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "README.md"));
        var fences = Enumerable.Range(Array.IndexOf(lines, "## Publish it"), lines.Length).Where(line => lines[line].StartsWith("```", StringComparison.Ordinal)).Skip(2 * index).Take(2).ToArray();
        return lines[(fences[0] + 1)..fences[1]];
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string[] Dedent(string[] lines)
    {
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length > 0 ? line[indent..] : line)];
    }
}
