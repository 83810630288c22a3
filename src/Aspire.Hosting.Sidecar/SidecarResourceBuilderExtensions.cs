using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;

namespace Aspire.Hosting;

/// <summary>
/// Attaches sidecars to projects, containers and executables.
/// </summary>
public static class SidecarResourceBuilderExtensions
{
    /// <summary>
    /// Attaches a container from an image as a sidecar.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name of the sidecar, unique in the pod. The resource is named <c>{main}-{name}</c>.</param>
    /// <param name="image">The image, with or without registry; a tag may be part of it.</param>
    /// <param name="tag">The image's tag, or <see langword="null"/> for the one in <paramref name="image"/>, else <c>latest</c>.</param>
    /// <param name="configure">Configures the sidecar.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not a resource name, is reserved or is taken in this pod, the image or the tag is malformed, the main is itself a sidecar, or the
    /// application is built already.
    /// </exception>
    /// <remarks>
    /// In run mode the sidecar starts with the main, stops after it and is started again by its restart policy. It is shown under
    /// its main in the dashboard, with the type <c>Sidecar</c>. In publish mode it is a member of the main's service group or pod.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.AddProject&lt;Projects.Catalog_Api&gt;("api")
    ///     .WithSharedVolume("logs", "/var/log/api")
    ///     .WithSidecar("shipper", "fluent/fluent-bit", "5.1.2", shipper => shipper
    ///         .WithSharedVolume("logs", "/logs", isReadOnly: true)
    ///         .WithResourceLimits(cpus: 0.25, memory: "64m"));
    /// </code>
    /// </example>
    [AspireExport]
    public static IResourceBuilder<T> WithSidecar<T>(
        this IResourceBuilder<T> builder,
        [ResourceName] string name,
        string image,
        string? tag = null,
        Action<IResourceBuilder<SidecarResource>>? configure = null)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        PodMembership.CheckImage(PodMembership.ResourceName(builder.Resource, name), image, tag);

        return builder.WithSidecar(name, (application, resourceName) => AddContainer(application, new SidecarResource(resourceName), image, tag, configure));
    }

    /// <summary>
    /// Attaches any resource as a sidecar: a project, an executable, a Dockerfile, a resource of another integration.
    /// </summary>
    /// <typeparam name="TMain">The type of the main resource.</typeparam>
    /// <typeparam name="TSidecar">The type of the sidecar.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name of the sidecar, unique in the pod.</param>
    /// <param name="create">Adds the sidecar to the application under the resource name it is given, <c>{main}-{name}</c>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not a resource name, is reserved or is taken in this pod, <paramref name="create"/> does not return a resource that it has added, the main is itself
    /// a sidecar, or the application is built already.
    /// </exception>
    /// <remarks>
    /// A method with the signature of <paramref name="create"/> is a template: it can be attached to any number of mains,
    /// because the variables <c>SIDECAR_MAIN_NAME</c> and <c>SIDECAR_MAIN_{ENDPOINT}</c> tell each sidecar who its main is.
    /// </remarks>
    /// <example>
    /// <code>
    /// api.WithSidecar("pricing", (application, resource) => application.AddProject&lt;Projects.Catalog_Pricing&gt;(resource));
    /// </code>
    /// </example>
    [AspireExportIgnore(Reason = "A function that returns a resource of any type cannot be written in other languages: they use withSidecar with an image.")]
    public static IResourceBuilder<TMain> WithSidecar<TMain, TSidecar>(
        this IResourceBuilder<TMain> builder,
        [ResourceName] string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSidecar>> create)
        where TMain : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        where TSidecar : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        => AttachCreated(builder, name, create, isInitContainer: false);

    /// <summary>
    /// Attaches a resource that is already in the application as a sidecar, under its own resource name.
    /// </summary>
    /// <typeparam name="TMain">The type of the main resource.</typeparam>
    /// <typeparam name="TSidecar">The type of the sidecar.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="sidecar">The resource to attach. It can have one main only.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The sidecar is the main itself, is attached already, has sidecars itself or is of another application; its name is reserved or taken in this pod;
    /// the main is itself a sidecar; or the application is built already.
    /// </exception>
    /// <remarks>Run mode and publish mode are those of the overload that takes an image.</remarks>
    /// <example>
    /// <code>
    /// var cache = builder.AddContainer("cache", "redis", "8.2");
    /// builder.AddProject&lt;Projects.Catalog_Api&gt;("api").WithSidecar(cache);
    /// </code>
    /// </example>
    [AspireExport("withExistingSidecar")]
    public static IResourceBuilder<TMain> WithSidecar<TMain, TSidecar>(
        this IResourceBuilder<TMain> builder,
        IResourceBuilder<TSidecar> sidecar)
        where TMain : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        where TSidecar : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sidecar);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        PodMembership.CheckApplication(builder, sidecar, nameof(sidecar));
        PodMembership.Attach(builder, sidecar.Resource.Name, sidecar, isInitContainer: false, nameof(sidecar));
        return builder;
    }

    /// <summary>
    /// Attaches a container from an image that runs to completion before the main starts.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name of the init container, unique in the pod. The resource is named <c>{main}-{name}</c>.</param>
    /// <param name="image">The image, with or without registry; a tag may be part of it.</param>
    /// <param name="tag">The image's tag, or <see langword="null"/> for the one in <paramref name="image"/>, else <c>latest</c>.</param>
    /// <param name="configure">Configures the init container.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not a resource name, is reserved or is taken in this pod, the image or the tag is malformed, the main is itself a sidecar, or the
    /// application is built already.
    /// </exception>
    /// <remarks>
    /// Init containers and sidecars with <see cref="SidecarStartOrder.BeforeMain"/> start one after another, in order of declaration.
    /// When one ends with another exit code than 0, the main fails to start.
    /// </remarks>
    [AspireExport]
    public static IResourceBuilder<T> WithInitContainer<T>(
        this IResourceBuilder<T> builder,
        [ResourceName] string name,
        string image,
        string? tag = null,
        Action<IResourceBuilder<InitContainerResource>>? configure = null)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        PodMembership.CheckImage(PodMembership.ResourceName(builder.Resource, name), image, tag);

        return builder.WithInitContainer(name, (application, resourceName) => AddContainer(application, new InitContainerResource(resourceName), image, tag, configure));
    }

    /// <summary>
    /// Attaches any resource that runs to completion before the main starts.
    /// </summary>
    /// <typeparam name="TMain">The type of the main resource.</typeparam>
    /// <typeparam name="TInit">The type of the init resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name of the init container, unique in the pod.</param>
    /// <param name="create">Adds the resource to the application under the resource name it is given, <c>{main}-{name}</c>.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not a resource name, is reserved or is taken in this pod, <paramref name="create"/> does not return a resource that it has added, the main is itself
    /// a sidecar, or the application is built already.
    /// </exception>
    /// <remarks>See the overload that takes an image.</remarks>
    /// <example>
    /// <code>
    /// api.WithInitContainer("seed", (application, resource) => application.AddProject&lt;Projects.Catalog_Seed&gt;(resource)
    ///     .WithSharedVolume("catalogue", "/data"));
    /// </code>
    /// </example>
    [AspireExportIgnore(Reason = "A function that returns a resource of any type cannot be written in other languages: they use withInitContainer with an image.")]
    public static IResourceBuilder<TMain> WithInitContainer<TMain, TInit>(
        this IResourceBuilder<TMain> builder,
        [ResourceName] string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TInit>> create)
        where TMain : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        where TInit : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
        => AttachCreated(builder, name, create, isInitContainer: true);

    private static IResourceBuilder<TMain> AttachCreated<TMain, TSidecar>(
        IResourceBuilder<TMain> builder,
        string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSidecar>> create,
        bool isInitContainer)
        where TMain : class, IResource
        where TSidecar : class, IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(create);

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder), isInitContainer ? "WithInitContainer" : "WithSidecar");
        PodMembership.Create(builder, name, create, isInitContainer, nameof(name), nameof(create));
        return builder;
    }

    private static IResourceBuilder<T> AddContainer<T>(
        IDistributedApplicationBuilder application, T container, string image, string? tag, Action<IResourceBuilder<T>>? configure)
        where T : ContainerResource
    {
        var builder = application.AddResource(container);
        _ = tag is null ? builder.WithImage(image) : builder.WithImage(image, tag);
        configure?.Invoke(builder);
        return builder;
    }
}
