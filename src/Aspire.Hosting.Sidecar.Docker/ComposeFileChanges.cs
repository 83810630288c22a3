using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// What can be said only when all services are there.
/// </summary>
internal sealed class ComposeFileChanges(ImmutableArray<PodPlan> pods, PublishReport report)
{
    private const string Started = "service_started";
    private const string Healthy = "service_healthy";

    public void Apply(ComposeFile file)
    {
        foreach (var pod in pods)
        {
            ComposeVolumes.Configure(pod, file);
            VolumeOpener.Add(pod, file);
            foreach (var member in pod.Members)
            {
                MovePorts(pod, member, file);
            }
        }

        var members = pods.SelectMany(pod => pod.Members.Prepend(pod.Main)).Select(member => member.Resource).ToArray();
        foreach (var waiter in members)
        {
            foreach (var wait in waiter.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitUntilHealthy))
            {
                WaitUntilHealthy(file, waiter, wait.Resource);
            }
        }
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

    private void WaitUntilHealthy(ComposeFile file, IResource waiter, IResource dependency)
    {
        var (name, other) = (ComposeTarget.ServiceName(waiter), ComposeTarget.ServiceName(dependency));
        if (!file.Services.TryGetValue(name, out var service) || !file.Services.TryGetValue(other, out var awaited)
            || !service.DependsOn.TryGetValue(other, out var dependsOn) || dependsOn.Condition is not Started)
        {
            return;
        }

        if (awaited.Healthcheck is not null)
        {
            dependsOn.Condition = Healthy;
        }
        else if (dependency.HasAnnotationOfType<HealthCheckAnnotation>())
        {
            report.Warn(PublishDiagnostics.HealthUnknown(waiter.Name, dependency.Name, ComposeTarget.Name));
        }
    }
}
