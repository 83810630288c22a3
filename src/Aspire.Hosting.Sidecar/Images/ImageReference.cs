using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Images;

/// <summary>
/// An image and which version of it: a tag or a digest.
/// </summary>
internal sealed record ImageReference(string Repository, string Version)
{
    public const string DigestPrefix = "sha256:";
    private const string Latest = "latest";

    public bool IsDigest => ImageNames.IsDigest(Version);

    /// <summary>
    /// The image that a container declares, or <see langword="null"/> if it declares none.
    /// </summary>
    public static ImageReference? Of(IResource container) =>
        container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is not { } image ? null : new(
            string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}",
            string.IsNullOrEmpty(image.SHA256) ? image.Tag ?? Latest : DigestPrefix + image.SHA256);

    public static bool IsVersion(string text) => ImageNames.IsTag(text) || ImageNames.IsDigest(text);

    public override string ToString() => $"{Repository}{(IsDigest ? '@' : ':')}{Version}";
}
