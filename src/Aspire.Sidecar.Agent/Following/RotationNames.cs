using System.Buffers;

namespace Aspire.Sidecar.Agent.Following;

/// <summary>Recognises the names that rotation gives to old files: <c>app.log.1</c>, <c>app.log-20260131</c>, <c>app.1.log</c>, <c>app.log.old</c>.</summary>
internal static class RotationNames
{
    private static readonly SearchValues<char> CounterOrDate = SearchValues.Create("0123456789-._T:Z+");
    private static readonly string[] Words = [".old", ".bak", ".prev", ".orig", ".copy", "~"];

    /// <summary>True when a file called <paramref name="candidate"/> can be one that was called <paramref name="name"/> before. Compressed files are not: they cannot be read on.</summary>
    public static bool IsRotationOf(string candidate, string name)
    {
        if (candidate.Length <= name.Length)
        {
            return false;
        }

        if (candidate.StartsWith(name, StringComparison.Ordinal))
        {
            var suffix = candidate.AsSpan(name.Length);
            return IsCounterOrDate(suffix) || Words.Any(word => candidate.AsSpan(name.Length).Equals(word, StringComparison.OrdinalIgnoreCase));
        }

        var extension = Path.GetExtension(name);
        var stem = name[..^extension.Length];
        return stem.Length > 0
            && candidate.StartsWith(stem, StringComparison.Ordinal)
            && candidate.EndsWith(extension, StringComparison.Ordinal)
            && IsCounterOrDate(candidate.AsSpan(stem.Length, candidate.Length - name.Length));
    }

    private static bool IsCounterOrDate(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(CounterOrDate) && text.IndexOfAnyInRange('0', '9') >= 0;
}
