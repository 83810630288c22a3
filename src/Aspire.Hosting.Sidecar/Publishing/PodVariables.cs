using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Tells published members what running ones are told: where the volumes are, who the main is, where its sidecars are.
/// </summary>
internal static class PodVariables
{
    public static void Add(PodPlan pod, IServiceProvider services)
    {
        foreach (var volume in pod.Volumes)
        {
            foreach (var mount in volume.Mounts)
            {
                Add(mount.Member, context => PodDiscovery.DescribeVolume(volume, mount, mount.Path, context.EnvironmentVariables));
            }
        }

        foreach (var member in pod.Members)
        {
            Add(member, context => PodDiscovery.DescribeMain(pod, member, context));
            SidecarOtlp.Export(pod, member, services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());
        }

        Add(pod.Main, context => PodDiscovery.DescribeSidecars(pod, context));
    }

    private static void Add(PodMember member, Action<EnvironmentCallbackContext> describe) => member.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
    {
        describe(context);
        RemoveWithoutCertificate(context.EnvironmentVariables);
    }));

    /// <summary>A published project has no certificate: nothing would answer at the addresses of its https endpoint, if it has not been told on which port to listen.</summary>
    private static void RemoveWithoutCertificate(Dictionary<string, object> variables)
    {
        foreach (var (name, value) in variables.ToArray())
        {
            if (SidecarVariables.IsOne(name) && value is EndpointReference { Scheme: "https", Resource: ProjectResource, EndpointAnnotation.TargetPort: null })
            {
                variables.Remove(name);
            }
        }
    }
}
