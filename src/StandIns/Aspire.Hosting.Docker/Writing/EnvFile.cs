namespace Aspire.Hosting.Docker.Writing;

/// <summary>
/// The file <c>.env</c> beside a Compose file: a line for each variable that is open; what the user has filled in stays.
/// </summary>
internal static class EnvFile
{
    public static async Task WriteAsync(string path, IReadOnlyDictionary<string, string?> comments, CancellationToken cancellationToken)
    {
        var entries = new SortedDictionary<string, (string? Comment, string Value)>();
        if (File.Exists(path))
        {
            Read(await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false), entries);
        }

        foreach (var (name, comment) in comments)
        {
            entries.TryAdd(name, (comment, ""));
        }

        var lines = entries.SelectMany(entry => (string[])
            [.. string.IsNullOrWhiteSpace(entry.Value.Comment) ? (string[])[] : [$"# {entry.Value.Comment}"], $"{entry.Key}={entry.Value.Value}", ""]);
        await File.WriteAllLinesAsync(path, lines, cancellationToken).ConfigureAwait(false);
    }

    private static void Read(string[] lines, SortedDictionary<string, (string? Comment, string Value)> entries)
    {
        string? comment = null;
        foreach (var line in lines.Select(line => line.TrimStart()))
        {
            if (line.StartsWith('#'))
            {
                comment = line[1..].Trim();
                continue;
            }

            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var end)
            {
                entries[line[..end].Trim()] = (comment, line[(end + 1)..]);
            }

            comment = null;
        }
    }
}
