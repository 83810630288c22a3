using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>
/// Attaches one sidecar to many mains, as service meshes do.
/// </summary>
public static class SidecarInjectionBuilderExtensions
{
    /// <summary>
    /// Attaches a sidecar to every main that matches.
    /// </summary>
    /// <typeparam name="TSidecar">The type of the sidecar.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The short name of the sidecar in each pod.</param>
    /// <param name="create">Adds one sidecar to the application under the resource name it is given, <c>{main}-{name}</c>.</param>
    /// <param name="where">Which resources get it; <see langword="null"/> for all that can.</param>
    /// <returns>The application builder.</returns>
    /// <remarks>
    /// Evaluated once, when the model is complete, so the order of declarations does not matter. Resources that are sidecars, that
    /// opted out with <see cref="WithoutSidecar"/> or that have a sidecar of this name already are left alone. As the application's
    /// services are fixed by then, <paramref name="create"/> cannot register health checks: register them on the builder and name
    /// them with <c>WithHealthCheck(key)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// builder.InjectSidecar("proxy", (application, resource) => application.AddContainer(resource, "envoyproxy/envoy", "v1.39.0"),
    ///     where: resource => resource is ProjectResource);
    /// </code>
    /// </example>
    public static IDistributedApplicationBuilder InjectSidecar<TSidecar>(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSidecar>> create,
        Func<IResource, bool>? where = null)
        where TSidecar : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);

        SidecarServices.Add(builder);
        builder.Services.AddSingleton(new SidecarInjection(name, where ?? (_ => true), main =>
        {
            var mainBuilder = builder.CreateResourceBuilder(main);
            PodMembership.CheckMain(main, name, nameof(name));
            PodMembership.Attach(mainBuilder, name, create(builder, PodMembership.ResourceName(main, name)), isInitContainer: false, nameof(create));
        }));
        return builder;
    }

    /// <summary>
    /// Keeps a main free of an injected sidecar.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name that <see cref="InjectSidecar"/> uses, compared without case.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<T> WithoutSidecar<T>(this IResourceBuilder<T> builder, [ResourceName] string name)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        return builder.WithAnnotation(new SidecarOptOutAnnotation(name));
    }
}
