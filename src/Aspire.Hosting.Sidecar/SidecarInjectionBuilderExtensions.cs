using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar;
using Aspire.Hosting.Sidecar.Diagnostics;
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
    /// <exception cref="ArgumentException">The name is malformed, reserved or injected already, or the application is built already.</exception>
    /// <remarks>
    /// Evaluated once, when the model is complete, so the order of declarations does not matter. Resources that are hidden, that are sidecars, that
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
    [AspireExportIgnore(Reason = "A function that returns a resource of any type cannot be written in other languages.")]
    public static IDistributedApplicationBuilder InjectSidecar<TSidecar>(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Func<IDistributedApplicationBuilder, string, IResourceBuilder<TSidecar>> create,
        Func<IResource, bool>? where = null)
        where TSidecar : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(create);

        ModelCall.Begin(builder, nameof(builder));
        PodMembership.CheckName("any main", name, nameof(name));
        if (builder.Services.Any(service => service.ImplementationInstance is SidecarInjection other && other.IsFor(name)))
        {
            throw new ArgumentException(CallDiagnostics.InjectedTwice(name), nameof(name));
        }

        builder.Services.AddSingleton(new SidecarInjection(name, where ?? (_ => true), main => ModelCall.Inject(() =>
            PodMembership.Create(builder.CreateResourceBuilder(main), name, create, isInitContainer: false, nameof(name), nameof(create)))));
        return builder;
    }

    /// <summary>
    /// Keeps a main free of an injected sidecar.
    /// </summary>
    /// <typeparam name="T">The type of the main resource.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name that <see cref="InjectSidecar"/> uses, compared without case.</param>
    /// <returns>The builder it was called on.</returns>
    /// <exception cref="ArgumentException">The name is malformed, or the application is built already.</exception>
    /// <remarks>A name under which nothing is injected is a warning.</remarks>
    [AspireExport]
    public static IResourceBuilder<T> WithoutSidecar<T>(this IResourceBuilder<T> builder, [ResourceName] string name)
        where T : class, IComputeResource, IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        PodMembership.CheckName(builder.Resource.Name, name, nameof(name));

        ModelCall.Begin(builder.ApplicationBuilder, nameof(builder));
        return builder.WithAnnotation(new SidecarOptOutAnnotation(name));
    }
}
