using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// The members of pods as they are published.
/// </summary>
internal static class PublishedMembers
{
    /// <summary>
    /// Attaches the containers that have taken the places of executables (<c>PublishAsDockerFile</c>): they have their names and annotations, but are other resources.
    /// </summary>
    public static void Find(DistributedApplicationModel model)
    {
        var published = model.Resources.ToDictionary(resource => resource.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var resource in model.Resources)
        {
            Replace<SidecarAnnotation>(resource, attached => published.TryGetValue(attached.Resource.Name, out var member) && member != attached.Resource
                ? new(attached.Name, member, attached.IsInitContainer)
                : attached);
            Replace<SidecarMainAnnotation>(resource, attached => published.TryGetValue(attached.Main.Name, out var main) && main != attached.Main
                ? new(attached.Name, main)
                : attached);
        }
    }

    /// <summary>
    /// Leaves out what the user keeps from being published: a main with all its members, or a member.
    /// </summary>
    public static IEnumerable<PodPlan> WithoutExcluded(IEnumerable<PodPlan> pods)
    {
        foreach (var pod in pods)
        {
            if (pod.Main.Resource.IsExcludedFromPublish())
            {
                foreach (var member in pod.Members.Where(member => !member.Resource.IsExcludedFromPublish()))
                {
                    member.Resource.Annotations.Add(ManifestPublishingCallbackAnnotation.Ignore);
                }
            }
            else
            {
                yield return Without(pod, [.. pod.Members.Where(member => member.Resource.IsExcludedFromPublish()).Select(member => member.Resource)]);
            }
        }
    }

    public static void Check(PodPlan pod, PublishReport report)
    {
        foreach (var member in pod.Members.Prepend(pod.Main).Where(member => !member.IsContainer))
        {
            report.Error(PublishDiagnostics.NoImage(pod.Main.Name, member.Resource.Name));
        }

        foreach (var member in pod.Members.Prepend(pod.Main))
        {
            foreach (var mount in member.Resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount is { Type: ContainerMountType.Volume, Source: null }))
            {
                report.Error(PublishDiagnostics.MountNotPublishable(pod.Main.Name, member.Resource.Name, "a volume without a name", mount.Target, "Give it a name: WithVolume(name, path)."));
            }
        }
    }

    private static PodPlan Without(PodPlan pod, IResource[] excluded) => excluded.Length == 0 ? pod : pod with
    {
        Members = [.. pod.Members.Where(member => !excluded.Contains(member.Resource))],
        Volumes =
        [
            .. pod.Volumes.Select(volume => volume with { Mounts = [.. volume.Mounts.Where(mount => !excluded.Contains(mount.Member.Resource))] })
                .Where(volume => volume.Mounts.Length > 0),
        ],
        Waits = [.. pod.Waits.Where(wait => !excluded.Contains(wait.Waiter) && !excluded.Contains(wait.Dependency))],
    };

    private static void Replace<T>(IResource resource, Func<T, T> change)
        where T : class, IResourceAnnotation
    {
        for (var index = 0; index < resource.Annotations.Count; index++)
        {
            if (resource.Annotations[index] is T annotation && change(annotation) is var changed && changed != annotation)
            {
                resource.Annotations[index] = changed;
            }
        }
    }
}
