using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Finds settings of members that mean nothing for what they are.
/// </summary>
internal static class MemberChecks
{
    public static void Check(PodPlan pod, List<string> errors)
    {
        foreach (var member in pod.Members)
        {
            var resource = member.Resource;
            if (resource.GetReplicaCount() is > 1 and var replicas)
            {
                errors.Add(ModelDiagnostics.ReplicasOfMember(pod.Main.Name, resource.Name, replicas));
            }

            CheckMonitored(pod.Main.Resource, resource, errors);
            if (resource.Annotations.OfType<WaitAnnotation>().Any(wait => wait.WaitType == WaitType.WaitForCompletion && ReferenceEquals(wait.Resource, pod.Main.Resource)))
            {
                errors.Add(ModelDiagnostics.WaitsForMainsEnd(pod.Main.Name, resource.Name));
            }

            if (member.Role == PodMemberRole.InitContainer)
            {
                errors.AddRange(resource.Annotations.Select(OfSidecarsOnly).OfType<string>().Distinct()
                    .Select(setting => ModelDiagnostics.NoEffectOnInit(pod.Main.Name, resource.Name, setting)));
            }
            else if (member.UnhealthyTime is not null && !resource.HasAnnotationOfType<HealthCheckAnnotation>())
            {
                errors.Add(ModelDiagnostics.NoHealthCheck(pod.Main.Name, resource.Name));
            }
        }
    }

    private static void CheckMonitored(IResource main, IResource sidecar, List<string> errors)
    {
        foreach (var (owner, name) in sidecar.Annotations.OfType<MonitoredEndpointsAnnotation>().SelectMany(monitored => monitored.Of(main)))
        {
            string[] known = [.. owner.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name)];
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                errors.Add(ModelDiagnostics.NothingToMonitor(sidecar.Name, owner.Name, name, known));
            }
        }
    }

    private static string? OfSidecarsOnly(IResourceAnnotation annotation) => annotation switch
    {
        SidecarStartOrderAnnotation => "WithStartOrder",
        UnhealthyRestartAnnotation => "RestartWhenUnhealthy",
        EssentialSidecarAnnotation => "AsEssential",
        _ => null,
    };
}
