using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Publishing;

namespace Aspire.Hosting.Sidecar.Docker;

/// <summary>
/// The waits of and for members: Aspire knows no health in Compose, and waits only until the other has started.
/// </summary>
internal sealed class ComposeWaits
{
    private const string Started = "service_started";
    private const string Healthy = "service_healthy";

    private readonly PodPublication _publication;
    private readonly ComposeFile _file;
    private readonly Dictionary<IResource, PodPlan> _members;
    private readonly HashSet<string> _leftOut;

    public ComposeWaits(PodPublication publication, ComposeFile file)
    {
        (_publication, _file, _members) = (publication, file, Members(publication));
        _leftOut = publication.Model.Resources.Where(resource => resource.IsExcludedFromPublish()).Select(ComposeTarget.ServiceName).ToHashSet();
    }

    public static void Add(PodPlan pod)
    {
        foreach (var wait in pod.Waits)
        {
            wait.Waiter.Annotations.Add(new WaitAnnotation(wait.Dependency, wait.Type, wait.ExitCode));
        }
    }

    /// <summary>
    /// Resources outside of all pods whose health a member waits for.
    /// </summary>
    public static IEnumerable<IResource> AwaitedOutsiders(PodPublication publication)
    {
        var members = Members(publication);
        return members.Keys.SelectMany(ForHealth).Select(wait => wait.Resource).Distinct().Where(resource => !members.ContainsKey(resource) && publication.Resources.Contains(resource));
    }

    /// <summary>
    /// Has services wait for health where it is known, and for none that is left out.
    /// </summary>
    public void Complete()
    {
        foreach (var waiter in _publication.Resources)
        {
            if (!_file.Services.TryGetValue(ComposeTarget.ServiceName(waiter), out var service))
            {
                continue;
            }

            foreach (var leftOut in service.DependsOn.Keys.Where(name => _leftOut.Contains(name) && !_file.Services.ContainsKey(name)).ToArray())
            {
                service.DependsOn.Remove(leftOut);
            }

            foreach (var wait in ForHealth(waiter).Where(wait => _members.ContainsKey(waiter) || _members.ContainsKey(wait.Resource)))
            {
                WaitUntilHealthy(waiter, service, wait.Resource);
            }
        }
    }

    private static Dictionary<IResource, PodPlan> Members(PodPublication publication) =>
        publication.Pods.SelectMany(pod => pod.Members.Prepend(pod.Main).Select(member => (member.Resource, Pod: pod))).ToDictionary(item => item.Resource, item => item.Pod);

    private static IEnumerable<WaitAnnotation> ForHealth(IResource waiter) => waiter.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitUntilHealthy);

    private void WaitUntilHealthy(IResource waiter, Service service, IResource dependency)
    {
        var name = ComposeTarget.ServiceName(dependency);
        if (!_file.Services.TryGetValue(name, out var awaited) || !service.DependsOn.TryGetValue(name, out var dependsOn) || dependsOn.Condition is not Started)
        {
            return;
        }

        if (awaited.Healthcheck is not null)
        {
            dependsOn.Condition = Healthy;
        }
        else if (dependency.HasAnnotationOfType<HealthCheckAnnotation>() && !IsCopied(waiter, dependency))
        {
            _publication.Report.Warn(PublishDiagnostics.HealthUnknown(waiter.Name, dependency.Name, ComposeTarget.Name));
        }
    }

    /// <summary>Members wait for what their main waits for; to say it of the main is enough. Who waits for a member from outside has Aspire's own wait.</summary>
    private bool IsCopied(IResource waiter, IResource dependency) =>
        !_members.TryGetValue(waiter, out var pod) || (pod.Main.Resource != waiter && ForHealth(pod.Main.Resource).Any(wait => wait.Resource == dependency));
}
