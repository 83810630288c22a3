using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// What can be said only when all services are there.
/// </summary>
internal sealed class ComposeFileChanges(PodPublication publication)
{
    public void Apply(ComposeFile file)
    {
        foreach (var pod in publication.Pods)
        {
            ComposeVolumes.Configure(pod, file);
            VolumeOpener.Add(pod, file);
            foreach (var member in pod.Members)
            {
                MovePorts(pod, member, file);
            }
        }

        new ComposeWaits(publication, file).Complete();
    }

    /// <summary>
    /// Ports that the user's own customizations have published on a service in the main's network, where the engine refuses them.
    /// </summary>
    private static void MovePorts(PodPlan pod, PodMember member, ComposeFile file)
    {
        if (member.Network == PodNetwork.Pod
            && file.Services.TryGetValue(ComposeTarget.ServiceName(member.Resource), out var service) && service.NetworkMode is not null
            && file.Services.TryGetValue(ComposeTarget.ServiceName(pod.Main.Resource), out var main))
        {
            Move(service.Ports, main.Ports);
            Move(service.Expose, main.Expose);
        }
    }

    private static void Move(List<string> from, List<string> to)
    {
        to.AddRange(from.Except(to).ToArray());
        from.Clear();
    }
}
