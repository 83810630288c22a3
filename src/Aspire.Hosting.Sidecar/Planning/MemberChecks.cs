using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;

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

    private static string? OfSidecarsOnly(IResourceAnnotation annotation) => annotation switch
    {
        SidecarStartOrderAnnotation => "WithStartOrder",
        UnhealthyRestartAnnotation => "RestartWhenUnhealthy",
        EssentialSidecarAnnotation => "AsEssential",
        _ => null,
    };
}
