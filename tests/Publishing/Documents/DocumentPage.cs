namespace Publishing.Documents;

/// <summary>A page of the documentation, by its sections.</summary>
/// <param name="path">The path in the repository.</param>
public sealed class DocumentPage(string path)
{
    private const string Fence = "```";

    private readonly string[] _lines = SourceFile.Read(path);

    public IReadOnlyList<string> Sections => [.. _lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];

    public IReadOnlyList<CodeBlock> Blocks(string section)
    {
        var start = Array.IndexOf(_lines, $"## {section}");
        if (start < 0)
        {
            throw new InvalidOperationException($"{path} has no section '{section}', but {string.Join(", ", Sections)}.");
        }

        var end = Array.FindIndex(_lines, start + 1, line => line.StartsWith("## ", StringComparison.Ordinal));
        return [.. Blocks(_lines[start..(end < 0 ? _lines.Length : end)])];
    }

    private static IEnumerable<CodeBlock> Blocks(string[] lines)
    {
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, line + 1);
                yield return new(lines[line][Fence.Length..], lines[(line + 1)..end]);
                line = end;
            }
        }
    }
}
