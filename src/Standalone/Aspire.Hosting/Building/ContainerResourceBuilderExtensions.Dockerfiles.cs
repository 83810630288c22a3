using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    // AddContainer wants an image; WithDockerfile puts the built one in its place at once.
    private const string PlaceholderImage = "placeholder";

    /// <summary>Adds a container whose image is built from a Dockerfile.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfilePath">The Dockerfile, absolute or relative to the build context; <c>Dockerfile</c> when omitted.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The container.</returns>
    public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, string? dockerfilePath = null, string? stage = null)
        => builder.AddContainer(name, PlaceholderImage).WithDockerfile(contextPath, dockerfilePath, stage);

    /// <summary>Adds a container whose image is built from a Dockerfile that a callback makes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfileFactory">Makes the Dockerfile.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The container.</returns>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null)
        => builder.AddContainer(name, PlaceholderImage).WithDockerfileFactory(contextPath, dockerfileFactory, stage);

    /// <summary>Adds a container whose image is built from a Dockerfile that a callback makes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfileFactory">Makes the Dockerfile.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The container.</returns>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null)
        => builder.AddContainer(name, PlaceholderImage).WithDockerfileFactory(contextPath, dockerfileFactory, stage);

    /// <summary>Has the image of a container built from a Dockerfile.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfilePath">The Dockerfile, absolute or relative to the build context; <c>Dockerfile</c> when omitted.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null) where T : ContainerResource
    {
        var context = ResolveContext(builder, contextPath);
        return builder.WithBuild(new DockerfileBuildAnnotation(context, Path.GetFullPath(dockerfilePath ?? "Dockerfile", context), stage));
    }

    /// <summary>Has the image of a container built from a Dockerfile that a callback makes.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfileFactory">Makes the Dockerfile.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);

        return builder.WithDockerfileFactory(contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Has the image of a container built from a Dockerfile that a callback makes.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The build context, absolute or relative to the folder of the AppHost.</param>
    /// <param name="dockerfileFactory">Makes the Dockerfile.</param>
    /// <param name="stage">The stage to build; the last one when omitted.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);

        var context = ResolveContext(builder, contextPath);
        var dockerfile = Path.Combine(Path.GetTempPath(), "aspire-dockerfiles", Path.GetRandomFileName(), "Dockerfile");
        return builder.WithBuild(new DockerfileBuildAnnotation(context, dockerfile, stage) { DockerfileFactory = dockerfileFactory });
    }

    /// <summary>Sets a build argument.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value: a text or a value that is known later.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The image is not built.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        GetBuild(builder, nameof(WithBuildArg)).BuildArguments[name] = value;
        return builder;
    }

    /// <summary>Sets a build argument to the value of a parameter.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The parameter.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The parameter is secret, or the image is not built.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);

        return value.Resource.Secret
            ? throw new InvalidOperationException(
                $"Cannot add secret parameter '{value.Resource.Name}' as build argument '{name}' while configuring resource '{builder.Resource.Name}'. Use WithBuildSecret instead.")
            : builder.WithBuildArg(name, (object)value.Resource);
    }

    /// <summary>Gives the build a secret.</summary>
    /// <typeparam name="T">The type of the container.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The parameter with the secret.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The image is not built.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);

        GetBuild(builder, nameof(WithBuildSecret)).BuildSecrets[name] = value.Resource;
        return builder;
    }

    private static string ResolveContext<T>(IResourceBuilder<T> builder, string contextPath) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contextPath);

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(contextPath, builder.ApplicationBuilder.AppHostDirectory));
    }

    private static IResourceBuilder<T> WithBuild<T>(this IResourceBuilder<T> builder, DockerfileBuildAnnotation build) where T : ContainerResource
    {
        // A new tag for every run, so that a container never starts from the image of an earlier one.
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{builder.ApplicationBuilder.AppHostDirectory}{Guid.NewGuid():N}")).AsSpan(0, 20));
        var name = builder.Resource.Name.ToLowerInvariant();
        if (!builder.Resource.IsContainer())
        {
            builder.WithImage(name, tag).WithImageRegistry(registry: null);
        }

        build.ImageName = name;
        build.ImageTag = tag;
        return builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace);
    }

    private static DockerfileBuildAnnotation GetBuild<T>(IResourceBuilder<T> builder, string caller) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
            ? build
            : throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have a Dockerfile build annotation. Call WithDockerfile before calling {caller}.");
    }
}
