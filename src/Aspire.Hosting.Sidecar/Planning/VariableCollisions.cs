using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;

namespace Aspire.Hosting.Sidecar.Planning;

/// <summary>
/// Finds settings that would set one environment variable of a member, of which one would be lost: endpoint <c>y-z</c> of sidecar <c>x</c> and <c>z</c> of <c>x-y</c>.
/// </summary>
internal static class VariableCollisions
{
    private const string Reference = "Reference";

    public static void Check(PodPlan pod, List<string> errors)
    {
        Check(pod.Main, [.. OfVolumes(pod, pod.Main), .. OfSidecars(pod), .. OfReferences(pod)], errors);
        foreach (var member in pod.Members)
        {
            Check(member, [.. OfVolumes(pod, member), .. OfMain(pod)], errors);
        }
    }

    private static void Check(PodMember member, IEnumerable<(string Variable, string Setter)> settings, List<string> errors)
    {
        foreach (var variable in settings.Distinct().GroupBy(setting => setting.Variable, setting => setting.Setter, StringComparer.OrdinalIgnoreCase))
        {
            var setters = variable.ToArray();
            errors.AddRange(setters.Skip(1).Select(setter => ModelDiagnostics.VariableCollision(member.Resource.Name, variable.Key, setters[0], setter)));
        }
    }

    private static IEnumerable<(string, string)> OfVolumes(PodPlan pod, PodMember member) =>
        from volume in pod.Volumes
        from mount in volume.Mounts
        where ReferenceEquals(mount.Member.Resource, member.Resource)
        from variable in new[] { SidecarVariables.Volume(volume.Name), mount.EnvironmentVariable }.OfType<string>()
        select (variable, $"Shared volume '{volume.Name}'");

    private static IEnumerable<(string, string)> OfMain(PodPlan pod) =>
    [
        (SidecarVariables.Name, "The name of the sidecar"),
        (SidecarVariables.MainName, "The name of the main"),
        .. Endpoints(pod.Main.Resource).Select(endpoint => (SidecarVariables.MainEndpoint(endpoint.Name), Setter(pod.Main.Resource, endpoint))),
    ];

    private static IEnumerable<(string, string)> OfSidecars(PodPlan pod) =>
        from sidecar in pod.Sidecars
        from endpoint in Endpoints(sidecar.Resource)
        from setting in new[]
        {
            (SidecarVariables.SidecarEndpoint(sidecar.Name, endpoint.Name), Setter(sidecar.Resource, endpoint)),
            Service(sidecar.Resource.Name, sidecar.Resource, endpoint),
            Service(sidecar.Name, sidecar.Resource, endpoint),
        }
        select setting;

    /// <summary>
    /// A reference of the main to another resource sets variables under its name. If that is the short name of a sidecar, the two would be taken for one service.
    /// </summary>
    private static IEnumerable<(string, string)> OfReferences(PodPlan pod) =>
        from reference in pod.Main.Resource.Annotations.OfType<ResourceRelationshipAnnotation>()
        where reference.Type == Reference && pod.Find(reference.Resource) is null
        from endpoint in Endpoints(reference.Resource)
        select Service(reference.Resource.Name, reference.Resource, endpoint);

    /// <summary>
    /// Endpoints of one resource are addresses of one service, and told apart by a number that follows. Aspire's rule: those named http or https are keyed by their
    /// scheme, others by their name.
    /// </summary>
    private static (string Variable, string Setter) Service(string service, IResource resource, EndpointAnnotation endpoint) =>
        ($"services__{service}__{(endpoint.Name is "http" or "https" ? endpoint.UriScheme : endpoint.Name)}", $"Resource '{resource.Name}'");

    private static string Setter(IResource resource, EndpointAnnotation endpoint) => $"Endpoint '{endpoint.Name}' of '{resource.Name}'";

    private static IEnumerable<EndpointAnnotation> Endpoints(IResource resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => !endpoint.ExcludeReferenceEndpoint);
}
