using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Settings of members that Aspire leaves out of everything it publishes.
/// </summary>
internal static class LostSettings
{
    public static void Warn(PodPlan pod, string target, PublishReport report)
    {
        foreach (var resource in pod.Members.Prepend(pod.Main).Select(member => member.Resource))
        {
            if (resource.HasAnnotationOfType<ContainerRuntimeArgsCallbackAnnotation>())
            {
                report.Warn(PublishDiagnostics.NotExpressible(resource.Name, "the arguments for the container engine", target, "Say what they do by a customization of what is published."));
            }

            if (resource.HasAnnotationOfType<ContainerNetworkAliasAnnotation>())
            {
                report.Warn(PublishDiagnostics.NotExpressible(resource.Name, "the network alias", target, "Refer to the resource, or use its name as the host."));
            }
        }
    }
}
