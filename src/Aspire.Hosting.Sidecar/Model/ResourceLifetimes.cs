using Aspire.Hosting.ApplicationModel;

// The annotation behind WithLifetime is experimental; without it a persistent project could not be told from another.
#pragma warning disable ASPIREPERSISTENCE001

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// Says whether a resource outlives the application, by the rules of Aspire, which keeps its own answer to itself.
/// </summary>
internal static class ResourceLifetimes
{
    public static bool IsPersistent(this IResource resource) => IsPersistent(resource, []);

    private static bool IsPersistent(IResource resource, HashSet<IResource> visited) =>
        visited.Add(resource) && (resource.Annotations.OfType<PersistenceAnnotation>().LastOrDefault() switch
        {
            { Mode: PersistenceMode.Persistent or PersistenceMode.ParentProcess } => true,
            { Mode: PersistenceMode.Resource, SourceResource: { } source } => IsPersistent(source, visited),
            not null => false,
            null => resource.Annotations.OfType<ContainerLifetimeAnnotation>().LastOrDefault()?.Lifetime == ContainerLifetime.Persistent,
        });
}
