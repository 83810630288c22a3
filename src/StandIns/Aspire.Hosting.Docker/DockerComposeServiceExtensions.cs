using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Preparing;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>
/// Changes the services of resources.
/// </summary>
public static class DockerComposeServiceExtensions
{
    /// <summary>
    /// Changes the service of a resource before it is written.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="configure">Changes the service.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(
        this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Service> configure)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        if (!builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        ComposeValidation.AddTo(builder.ApplicationBuilder);
        return builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation(configure));
    }
}
