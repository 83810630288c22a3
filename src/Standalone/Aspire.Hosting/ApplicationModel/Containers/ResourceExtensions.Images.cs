using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Gets the image of a container, that which is built if one is.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="imageName">The image, with registry and tag or digest.</param>
    /// <returns>Whether the resource has an image.</returns>
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName)
        => resource.TryGetContainerImageName(useBuiltImage: true, out imageName);

    /// <summary>Gets the image of a container.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="useBuiltImage">Whether the image that is built comes before the one that was named.</param>
    /// <param name="imageName">The image, with registry and tag or digest.</param>
    /// <returns>Whether the resource has an image.</returns>
    public static bool TryGetContainerImageName(this IResource resource, bool useBuiltImage, [NotNullWhen(true)] out string? imageName)
    {
        if (useBuiltImage && resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !string.IsNullOrEmpty(build.ImageName))
        {
            imageName = build.ImageName + Suffix(":", build.ImageTag);
            return true;
        }

        if (resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            var registry = string.IsNullOrEmpty(image.Registry) ? "" : $"{image.Registry}/";
            var version = string.IsNullOrEmpty(image.SHA256) ? Suffix(":", image.Tag) : $"@sha256:{image.SHA256}";
            imageName = registry + image.Image + version;
            return true;
        }

        imageName = null;
        return false;

        static string Suffix(string separator, string? value) => string.IsNullOrEmpty(value) ? "" : separator + value;
    }
}
