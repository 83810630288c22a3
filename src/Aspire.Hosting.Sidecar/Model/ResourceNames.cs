namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Aspire's rules for the names of resources, which it applies too late for a message about the call that was wrong.
/// </summary>
internal static class ResourceNames
{
    /// <summary>The most characters of a name: https://aspire.dev/architecture/resource-model/</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Whether the text can follow another name and a hyphen: <c>{main}-{text}</c>.
    /// </summary>
    public static bool CanBeLastPart(string text) =>
        text.Length > 0 && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
