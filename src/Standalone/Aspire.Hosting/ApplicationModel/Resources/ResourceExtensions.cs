using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads the annotations of resources.</summary>
public static partial class ResourceExtensions
{
    /// <summary>Gets the annotation of a type that was added last.</summary>
    /// <typeparam name="T">The type of the annotation.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="annotation">The annotation.</param>
    /// <returns>Whether the resource has such an annotation.</returns>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation) where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);

        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    /// <summary>Gets the annotations of a type, in the order in which they were added.</summary>
    /// <typeparam name="T">The type of the annotations.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="result">A copy of the annotations.</param>
    /// <returns>Whether the resource has any.</returns>
    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);

        T[] annotations = [.. resource.Annotations.OfType<T>()];
        result = annotations.Length == 0 ? null : annotations;
        return result is not null;
    }

    /// <summary>Says whether a resource has an annotation of a type.</summary>
    /// <typeparam name="T">The type of the annotation.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether there is one.</returns>
    public static bool HasAnnotationOfType<T>(this IResource resource) where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);

        return resource.Annotations.OfType<T>().Any();
    }

    /// <summary>Gets the annotations of a type of a resource, followed by those of its parent, of the parent of that, and so on.</summary>
    /// <typeparam name="T">The type of the annotations.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <param name="result">The annotations, the nearest first.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);

        T[] annotations = [.. WithAncestors(resource).SelectMany(each => each.Annotations.OfType<T>())];
        result = annotations.Length == 0 ? null : annotations;
        return result is not null;
    }

    /// <summary>Says whether a resource or one of its ancestors has an annotation of a type.</summary>
    /// <typeparam name="T">The type of the annotation.</typeparam>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether there is one.</returns>
    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource) where T : IResourceAnnotation
    {
        ArgumentNullException.ThrowIfNull(resource);

        return WithAncestors(resource).Any(each => each.HasAnnotationOfType<T>());
    }

    /// <summary>Gets the callbacks that set environment variables of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="environmentVariables">The callbacks, in the order in which they run.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGetEnvironmentVariables(this IResource resource, [NotNullWhen(true)] out IEnumerable<EnvironmentCallbackAnnotation>? environmentVariables)
        => resource.TryGetAnnotationsOfType(out environmentVariables);

    /// <summary>Gets the mounts of a container resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="volumeMounts">The volumes and bind mounts.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGetContainerMounts(this IResource resource, [NotNullWhen(true)] out IEnumerable<ContainerMountAnnotation>? volumeMounts)
        => resource.TryGetAnnotationsOfType(out volumeMounts);

    /// <summary>Gets the URLs that were added to a resource without a callback.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="urls">The URLs.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls)
        => resource.TryGetAnnotationsOfType(out urls);

    /// <summary>Gets how many copies of a resource run.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The number of replicas, 1 unless set.</returns>
    public static int GetReplicaCount(this IResource resource)
        => resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    /// <summary>Says whether a resource is left out when the application is published.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Whether it is left out.</returns>
    public static bool IsExcludedFromPublish(this IResource resource)
        => resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation) && annotation == ManifestPublishingCallbackAnnotation.Ignore;

    /// <summary>Whether endpoints of the resource may get a port of their own in front of the one the process listens on.</summary>
    internal static bool SupportsProxy(this IResource resource)
        => !resource.TryGetLastAnnotation<ProxySupportAnnotation>(out var support) || support.ProxyEnabled;

    private static IEnumerable<IResource> WithAncestors(IResource resource)
    {
        for (var current = resource; current is not null; current = (current as IResourceWithParent)?.Parent)
        {
            yield return current;
        }
    }
}
