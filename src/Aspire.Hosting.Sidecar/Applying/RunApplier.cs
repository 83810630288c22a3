using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Turns the plan of a pod into annotations on its members, for run mode.
/// </summary>
internal sealed class RunApplier(
    SharedVolumeApplier volumes, NamespaceApplier namespaces, JoinedSidecars joined, IConfiguration configuration, IHostEnvironment environment)
{
    private const string WaitForRelationship = "WaitFor";

    public void Apply(PodPlan pod)
    {
        ApplyWaits(pod);
        ApplyExplicitStart(pod);
        volumes.Apply(pod);
        foreach (var member in pod.Members)
        {
            member.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => PodDiscovery.DescribeMain(pod, member, context)));
            SidecarOtlp.Export(pod, member, configuration, environment);
        }

        pod.Main.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => PodDiscovery.DescribeSidecars(pod, context)));
        LocalReferences.Apply(pod);
        namespaces.Apply(pod);
        joined.Apply(pod);
    }

    private static void ApplyWaits(PodPlan pod)
    {
        foreach (var wait in pod.Waits)
        {
            Relate(wait.Waiter, wait.Dependency);
            if (ReferenceEquals(wait.Waiter, pod.Main.Resource) && pod.Find(wait.Dependency) is { GatesMain: true })
            {
                // That the main waits for its gates is seen to by the pod, which knows when one of them will never come.
                continue;
            }

            // A member that fails is started again by its policy, so who waits for it goes on waiting.
            var keepsWaiting = wait.Type != WaitType.WaitForCompletion && (pod.Find(wait.Dependency) is not null || ReferenceEquals(wait.Dependency, pod.Main.Resource));
            wait.Waiter.Annotations.Add(keepsWaiting
                ? new WaitAnnotation(wait.Dependency, wait.Type, wait.ExitCode) { WaitBehavior = WaitBehavior.WaitOnResourceUnavailable }
                : new WaitAnnotation(wait.Dependency, wait.Type, wait.ExitCode));
        }
    }

    /// <summary>
    /// A main that is started by a command takes its members with it: the coordinator starts them.
    /// </summary>
    private static void ApplyExplicitStart(PodPlan pod)
    {
        if (!pod.Main.IsExplicitStart)
        {
            return;
        }

        foreach (var member in pod.Members.Where(member => !member.IsExplicitStart))
        {
            member.Resource.Annotations.Add(new ExplicitStartupAnnotation());
        }
    }

    /// <summary>
    /// Shows a wait. That main and sidecar know each other needs no arrow: the sidecar has one to its main already, as to its parent.
    /// </summary>
    private static void Relate(IResource waiter, IResource dependency)
    {
        if (!waiter.Annotations.OfType<ResourceRelationshipAnnotation>().Any(known => ReferenceEquals(known.Resource, dependency) && known.Type == WaitForRelationship))
        {
            waiter.Annotations.Add(new ResourceRelationshipAnnotation(dependency, WaitForRelationship));
        }
    }
}
