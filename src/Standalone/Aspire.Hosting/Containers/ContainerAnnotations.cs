using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Containers;

/// <summary>Reads what the annotations of a container say about its life.</summary>
internal static class ContainerAnnotations
{
    public static bool IsPersistentContainer(this IResource resource) => resource.ContainerLifetime() == ApplicationModel.ContainerLifetime.Persistent;

    public static ContainerLifetime ContainerLifetime(this IResource resource)
        => resource.IsContainer() && resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var annotation)
            ? annotation.Lifetime
            : ApplicationModel.ContainerLifetime.Session;
}
