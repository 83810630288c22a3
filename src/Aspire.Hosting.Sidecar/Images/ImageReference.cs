using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Images;

/// <summary>
/// An image and which version of it: a tag or a digest.
/// </summary>
internal sealed partial record ImageReference(string Repository, string Version)
{
    public const string DigestPrefix = "sha256:";
    private const string Latest = "latest";

    public bool IsDigest => DigestPattern().IsMatch(Version);

    /// <summary>
    /// The image that a container declares, or <see langword="null"/> if it declares none.
    /// </summary>
    public static ImageReference? Of(IResource container) =>
        container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is not { } image ? null : new(
            string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}",
            string.IsNullOrEmpty(image.SHA256) ? image.Tag ?? Latest : DigestPrefix + image.SHA256);

    public static bool IsVersion(string text) => TagPattern().IsMatch(text) || DigestPattern().IsMatch(text);

    public override string ToString() => $"{Repository}{(IsDigest ? '@' : ':')}{Version}";

    // https://github.com/distribution/reference/blob/main/regexp.go
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();
}
