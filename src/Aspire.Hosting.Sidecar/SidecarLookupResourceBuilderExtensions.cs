using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting;

/// <summary>
/// Finds the sidecars of a main resource.
/// </summary>
public static class SidecarLookupResourceBuilderExtensions
{
    /// <summary>
    /// Gets a sidecar or init container of the main by its short name.
    /// </summary>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name, compared without case.</param>
    /// <returns>A builder for the sidecar.</returns>
    /// <exception cref="ArgumentException">The main has no sidecar of that name.</exception>
    [AspireExportIgnore(Reason = "It looks into the model; other languages keep the handles of what they have added.")]
    public static IResourceBuilder<IComputeResource> GetSidecar(this IResourceBuilder<IComputeResource> builder, string name)
        => builder.GetSidecar<IComputeResource>(name);

    /// <summary>
    /// Gets a sidecar or init container of the main by its short name, as the resource type it was made with.
    /// </summary>
    /// <typeparam name="TSidecar">The type of the sidecar.</typeparam>
    /// <param name="builder">The main resource.</param>
    /// <param name="name">The short name, compared without case.</param>
    /// <returns>A builder for the sidecar.</returns>
    /// <exception cref="ArgumentException">The main has no sidecar of that name, or it is of another type.</exception>
    [AspireExportIgnore(Reason = "A type argument that is only in the result cannot be chosen from other languages.")]
    public static IResourceBuilder<TSidecar> GetSidecar<TSidecar>(this IResourceBuilder<IComputeResource> builder, string name)
        where TSidecar : class, IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var member = builder.Resource.GetPodMembers().FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                SidecarDiagnostics.UnknownSidecar(builder.Resource.Name, name, builder.Resource.GetPodMembers().Select(m => m.Name)), nameof(name));
        var sidecar = member.Resource as TSidecar
            ?? throw new ArgumentException(
                SidecarDiagnostics.OtherSidecarType(builder.Resource.Name, name, member.Resource.GetType(), typeof(TSidecar)), nameof(name));
        return builder.ApplicationBuilder.CreateResourceBuilder(sidecar);
    }

    /// <summary>
    /// Gets the sidecars of the main, in order of declaration.
    /// </summary>
    /// <param name="builder">The main resource.</param>
    /// <returns>A builder for each; none if the main has no sidecars.</returns>
    [AspireExportIgnore(Reason = "It looks into the model; other languages keep the handles of what they have added.")]
    public static IReadOnlyList<IResourceBuilder<IComputeResource>> GetSidecars(this IResourceBuilder<IComputeResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return Members(builder, isInitContainer: false);
    }

    /// <summary>
    /// Gets the init containers of the main, in order of declaration.
    /// </summary>
    /// <param name="builder">The main resource.</param>
    /// <returns>A builder for each; none if the main has no init containers.</returns>
    [AspireExportIgnore(Reason = "It looks into the model; other languages keep the handles of what they have added.")]
    public static IReadOnlyList<IResourceBuilder<IComputeResource>> GetInitContainers(this IResourceBuilder<IComputeResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return Members(builder, isInitContainer: true);
    }

    /// <summary>
    /// Gets an endpoint of a sidecar, to be used as a reference anywhere in the application.
    /// </summary>
    /// <param name="builder">The main resource.</param>
    /// <param name="sidecar">The short name of the sidecar, compared without case.</param>
    /// <param name="endpoint">The name of the endpoint.</param>
    /// <returns>The reference. It resolves for every consumer, also when the sidecar shares the main's network.</returns>
    /// <exception cref="ArgumentException">The main has no sidecar of that name, or the sidecar cannot have endpoints.</exception>
    [AspireExport]
    public static EndpointReference GetSidecarEndpoint(
        this IResourceBuilder<IComputeResource> builder, string sidecar, [EndpointName] string endpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);

        return builder.GetSidecar<IResourceWithEndpoints>(sidecar).GetEndpoint(endpoint);
    }

    private static IReadOnlyList<IResourceBuilder<IComputeResource>> Members(IResourceBuilder<IComputeResource> main, bool isInitContainer) =>
        [.. main.Resource.GetPodMembers().Where(member => member.IsInitContainer == isInitContainer)
            .Select(member => main.ApplicationBuilder.CreateResourceBuilder((IComputeResource)member.Resource))];
}
