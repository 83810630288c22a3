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
    private const string ReferenceRelationship = "Reference";

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
        foreach (var sidecar in pod.Sidecars.Where(sidecar => sidecar.Resource is IResourceWithEndpoints))
        {
            Relate(pod.Main.Resource, sidecar.Resource, ReferenceRelationship);
        }

        LocalReferences.Apply(pod);
        namespaces.Apply(pod);
        joined.Apply(pod);
    }

    private static void ApplyWaits(PodPlan pod)
    {
        foreach (var wait in pod.Waits)
        {
            Relate(wait.Waiter, wait.Dependency, WaitForRelationship);
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

    private static void Relate(IResource from, IResource to, string type)
    {
        if (!from.Annotations.OfType<ResourceRelationshipAnnotation>().Any(known => ReferenceEquals(known.Resource, to) && known.Type == type))
        {
            from.Annotations.Add(new ResourceRelationshipAnnotation(to, type));
        }
    }
}
