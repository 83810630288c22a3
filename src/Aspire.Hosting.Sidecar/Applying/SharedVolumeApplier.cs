using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Mounts the shared volumes of a pod in its members, and tells each member where it sees them.
/// </summary>
internal sealed class SharedVolumeApplier(SharedFolders folders, EngineVolumes engineVolumes, SecurityLabels labels, IDistributedApplicationEventing eventing)
{
    public void Apply(PodPlan pod)
    {
        foreach (var volume in pod.Volumes)
        {
            var source = volume.IsHostFolder ? folders.Plan(pod, volume) : engineVolumes.Plan(pod, volume);
            foreach (var mount in volume.Mounts)
            {
                if (volume.IsHostFolder)
                {
                    MakeFoldersAtStart(pod, mount.Member.Resource);
                }

                if (mount.Member.IsContainer)
                {
                    Mount(pod, volume, mount, source);
                }

                Describe(volume, mount, mount.Member.IsContainer ? mount.Path : source);
            }
        }
    }

    private void MakeFoldersAtStart(PodPlan pod, IResource resource) => eventing.Subscribe<BeforeResourceStartedEvent>(resource, (_, _) =>
    {
        folders.MakeReady(pod);
        return Task.CompletedTask;
    });

    private void Mount(PodPlan pod, PodVolume volume, PodMount mount, string source)
    {
        var resource = mount.Member.Resource;
        if (!volume.IsHostFolder)
        {
            // An image with a folder at that path would fill the volume, and close it to the users of the other members: a pod's volume starts empty and open.
            resource.Annotations.Add(VolumeArgument(source, mount, "nocopy"));
            eventing.Subscribe<BeforeResourceStartedEvent>(resource, (_, cancellationToken) => engineVolumes.ReadyAsync(pod, cancellationToken));
        }
        else if (labels.AreEnforced)
        {
            resource.Annotations.Add(VolumeArgument(source, mount, "z"));
        }
        else
        {
            resource.Annotations.Add(new ContainerMountAnnotation(source, mount.Path, ContainerMountType.BindMount, mount.IsReadOnly));
        }
    }

    /// <summary>For the options that Aspire's mounts do not have.</summary>
    private static ContainerRuntimeArgsCallbackAnnotation VolumeArgument(string source, PodMount mount, string option) => new(arguments =>
    {
        arguments.Add("--volume");
        arguments.Add($"{source}:{mount.Path}:{option}{(mount.IsReadOnly ? ",ro" : "")}");
    });

    private static void Describe(PodVolume volume, PodMount mount, string path) =>
        mount.Member.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => PodDiscovery.DescribeVolume(volume, mount, path, context.EnvironmentVariables)));
}
