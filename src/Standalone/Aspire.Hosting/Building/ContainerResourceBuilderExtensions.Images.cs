using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    private const string DigestPrefix = "sha256:";

    /// <summary>Sets the image of a container.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image, which may name registry, tag and digest.</param>
    /// <param name="tag">The tag; <c>latest</c> when neither this nor the image names one.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Image and tag both name a tag.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(image);

        var reference = ContainerImageName.Parse(image);
        if (tag is not null && reference.Tag is not null)
        {
            throw new InvalidOperationException("Ambiguous tags - a tag was provided on both the 'tag' and 'image' parameters");
        }

        if (tag is not null && reference.Digest is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), "Tag conflicts with digest provided on the 'image' parameter");
        }

        var name = reference.Registry is null ? reference.Image : $"{reference.Registry}/{reference.Image}";
        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation))
        {
            annotation = new ContainerImageAnnotation { Image = name };
            builder.Resource.Annotations.Add(annotation);
        }

        annotation.Image = name;
        if (reference.Digest is null)
        {
            annotation.Tag = reference.Tag ?? tag ?? "latest";
        }
        else
        {
            annotation.SHA256 = reference.Digest.StartsWith(DigestPrefix, StringComparison.Ordinal)
                ? reference.Digest[DigestPrefix.Length..]
                : throw new ArgumentOutOfRangeException(nameof(image), reference.Digest, "invalid digest format");
        }

        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.ImageName = null;
            build.ImageTag = null;
        }

        return builder;
    }

    /// <summary>Sets the tag of the image.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="tag">The tag, in place of a digest.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The container has no image.</exception>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(tag);

        GetImage(builder).Tag = tag;
        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !string.IsNullOrEmpty(build.ImageTag))
        {
            build.ImageTag = tag;
        }

        return builder;
    }

    /// <summary>Sets the registry of the image.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="registry">The registry; that of the container engine when <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The container has no image.</exception>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource
    {
        GetImage(builder).Registry = registry;
        return builder;
    }

    /// <summary>Sets the digest of the image.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="sha256">The digest in hexadecimal digits, in place of a tag.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The container has no image.</exception>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(sha256);

        GetImage(builder).SHA256 = sha256;
        return builder;
    }

    /// <summary>Says when the image is pulled.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="pullPolicy">When.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.WithAnnotation(new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);
    }

    private static ContainerImageAnnotation GetImage<T>(IResourceBuilder<T> builder) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have a container image specified. Use WithImage to specify the container image and tag.");
    }
}
