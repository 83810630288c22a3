using System.Text.RegularExpressions;

namespace Aspire.Hosting.Terminal;

/// <summary>Takes colours and cursor movements out of text that does not go to a terminal.</summary>
internal static partial class AnsiSequences
{
    public static string Remove(string text)
        => text.Contains('\u001b', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    [GeneratedRegex("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])")]
    private static partial Regex Sequence();
}
