using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Recognises containers.</summary>
public static class ContainerResourceExtensions
{
    /// <summary>Gets the containers of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The resources that have an image.</returns>
    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);

        return model.Resources.Where(IsContainer);
    }

    /// <summary>Says whether a resource is a container.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether it has an image.</returns>
    public static bool IsContainer(this IResource resource) => resource.HasAnnotationOfType<ContainerImageAnnotation>();
}
