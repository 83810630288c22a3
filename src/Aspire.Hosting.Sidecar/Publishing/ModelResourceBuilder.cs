using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Configures a resource after the application was built, when only annotations can still be changed.
/// </summary>
internal sealed class ModelResourceBuilder<T>(T resource) : IResourceBuilder<T>
    where T : IResource
{
    public T Resource { get; } = resource;

    public IDistributedApplicationBuilder ApplicationBuilder => throw new InvalidOperationException("The application is built already.");

    public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation
    {
        if (behavior == ResourceAnnotationMutationBehavior.Replace)
        {
            foreach (var former in Resource.Annotations.OfType<TAnnotation>().ToArray())
            {
                Resource.Annotations.Remove(former);
            }
        }

        Resource.Annotations.Add(annotation);
        return this;
    }
}
