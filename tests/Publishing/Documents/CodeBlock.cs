namespace Publishing.Documents;

/// <summary>A fenced block of a page.</summary>
public sealed record CodeBlock(string Language, IReadOnlyList<string> Lines)
{
    /// <summary>Whether the block is a part of the file, indented or not.</summary>
    public bool IsPartOf(string file)
    {
        var lines = file.Split('\n');
        return Enumerable.Range(0, Math.Max(0, lines.Length - Lines.Count + 1)).Any(start => SourceFile.Dedent(lines[start..(start + Lines.Count)]).SequenceEqual(Lines));
    }
}
