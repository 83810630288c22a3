using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Preparing;

namespace Aspire.Hosting;

/// <summary>
/// Changes the Kubernetes objects of resources.
/// </summary>
public static class KubernetesServiceExtensions
{
    /// <summary>
    /// Changes the objects of a resource before they are written.
    /// </summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="configure">Changes the objects.</param>
    /// <returns>The builder it was called on.</returns>
    public static IResourceBuilder<T> PublishAsKubernetesService<T>(this IResourceBuilder<T> builder, Action<KubernetesResource> configure)
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        if (!builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        KubernetesValidation.AddTo(builder.ApplicationBuilder);
        return builder.WithAnnotation(new KubernetesServiceCustomizationAnnotation(configure));
    }
}
