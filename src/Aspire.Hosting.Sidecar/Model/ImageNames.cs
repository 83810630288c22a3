using System.Text.RegularExpressions;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// What engines take for an image and for a tag: https://github.com/distribution/reference/blob/main/regexp.go
/// </summary>
internal static partial class ImageNames
{
    private const string Domain = @"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?";
    private const string Component = "[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*";
    private const string Tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private const string Digest = "sha256:[0-9a-f]{64}";

    /// <summary>The most characters of a name without its tag.</summary>
    private const int MaxLength = 255;

    /// <summary>Whether the text is an image, with or without registry, tag and digest.</summary>
    public static bool IsImage(string text) => Image().Match(text) is { Success: true } image && image.Groups["name"].Length <= MaxLength;

    /// <summary>Whether an image says which version it is, by a tag or a digest.</summary>
    public static bool HasVersion(string image) => Image().Match(image) is var match && (match.Groups["tag"].Success || match.Groups["digest"].Success);

    public static bool IsTag(string text) => WholeTag().IsMatch(text);

    public static bool IsDigest(string text) => WholeDigest().IsMatch(text);

    [GeneratedRegex($@"^(?<name>(?:{Domain}/)?{Component}(?:/{Component})*)(?::(?<tag>{Tag}))?(?<digest>@{Digest})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Image();

    [GeneratedRegex($@"^{Tag}\z")]
    private static partial Regex WholeTag();

    [GeneratedRegex($@"^{Digest}\z")]
    private static partial Regex WholeDigest();
}
