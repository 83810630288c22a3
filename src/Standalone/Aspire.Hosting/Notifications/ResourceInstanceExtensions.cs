using System.Collections.Immutable;
using System.Security.Cryptography;
using Aspire.Hosting.Containers;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names the instances of resources.</summary>
internal static class ResourceInstanceExtensions
{
    private const int SuffixLength = 8;

    /// <summary>The ids under which the states and logs of the resource are kept: its instances, else its own name.</summary>
    public static string[] GetResolvedResourceNames(this IResource resource)
    {
        var instances = resource.GetInstances();

        return instances.IsEmpty ? [resource.Name] : [.. instances.Select(instance => instance.Id)];
    }

    public static ImmutableArray<ResourceInstance> GetInstances(this IResource resource)
        => resource.Annotations.OfType<ResourceInstancesAnnotation>().LastOrDefault()?.Instances ?? [];

    /// <summary>Gives the resource its instances, unless it has them already.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="appHostHash">What is the same in every run of the AppHost, for containers that outlive it.</param>
    public static ImmutableArray<ResourceInstance> EnsureInstances(this IResource resource, string appHostHash)
    {
        if (resource.GetInstances() is { IsEmpty: false } existing)
        {
            return existing;
        }

        var count = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        ImmutableArray<ResourceInstance> instances = [.. Enumerable.Range(0, Math.Max(1, count)).Select(Create)];
        resource.Annotations.Add(new ResourceInstancesAnnotation(instances));

        return instances;

        ResourceInstance Create(int index)
        {
            var isPersistent = resource.IsPersistentContainer();
            var suffix = isPersistent
                ? appHostHash[..SuffixLength].ToLowerInvariant()
                : RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", SuffixLength);
            var id = resource.IsContainer() && resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var named) ? named.Name : $"{resource.Name}-{suffix}";

            return new ResourceInstance(id, isPersistent ? id : suffix, index);
        }
    }

    /// <summary>How messages name an instance: by the name of the resource when it has only one.</summary>
    public static string GetDisplayName(this IResource resource, string resourceId)
        => resource.GetResolvedResourceNames().Length > 1 ? resourceId : resource.Name;
}
