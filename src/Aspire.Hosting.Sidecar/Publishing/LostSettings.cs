using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Settings of members that Aspire leaves out of everything it publishes.
/// </summary>
internal static class LostSettings
{
    /// <param name="pod">The pod.</param>
    /// <param name="target">What cannot express them.</param>
    /// <param name="customization">The method by which the user can.</param>
    /// <param name="report">Takes the warnings.</param>
    public static void Warn(PodPlan pod, string target, string customization, PublishReport report)
    {
        foreach (var resource in pod.Members.Prepend(pod.Main).Select(member => member.Resource))
        {
            if (resource.HasAnnotationOfType<ContainerRuntimeArgsCallbackAnnotation>())
            {
                report.Warn(PublishDiagnostics.NotExpressible(resource.Name, "the arguments for the container engine", target, $"Say the same with {customization}."));
            }

            if (resource.HasAnnotationOfType<ContainerNetworkAliasAnnotation>())
            {
                report.Warn(PublishDiagnostics.NotExpressible(resource.Name, "the network alias", target, "Refer to the resource, or use its name as the host."));
            }
        }
    }
}
