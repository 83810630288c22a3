using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Sets the variables by which main and sidecars find each other. What the user has set under such a name stays.
/// </summary>
internal static class PodDiscovery
{
    /// <summary>
    /// Tells a member who its main is: what makes one sidecar fit any main.
    /// </summary>
    public static void DescribeMain(PodPlan pod, PodMember member, EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        variables.TryAdd(SidecarVariables.Name, member.Name);
        variables.TryAdd(SidecarVariables.MainName, pod.Main.Name);
        foreach (var endpoint in Endpoints(pod.Main))
        {
            variables.TryAdd(SidecarVariables.MainEndpoint(endpoint.EndpointName), endpoint);
        }
    }

    /// <summary>
    /// Tells the main where its sidecars are: the service discovery variables, under the resource name and the short name, and one variable for each endpoint.
    /// </summary>
    public static void DescribeSidecars(PodPlan pod, EnvironmentCallbackContext context)
    {
        foreach (var sidecar in pod.Sidecars)
        {
            foreach (var endpoint in Endpoints(sidecar))
            {
                context.EnvironmentVariables.TryAdd(SidecarVariables.SidecarEndpoint(sidecar.Name, endpoint.EndpointName), endpoint);
                foreach (var service in new[] { sidecar.Resource.Name, sidecar.Name }.Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    AddService(context.EnvironmentVariables, service, endpoint);
                }
            }
        }
    }

    /// <summary>
    /// Tells a member where it sees a volume.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The user has set the variable of the volume to something else.</exception>
    public static void DescribeVolume(PodVolume volume, PodMount mount, string path, Dictionary<string, object> variables)
    {
        variables.TryAdd(SidecarVariables.Volume(volume.Name), path);
        if (mount.EnvironmentVariable is { } variable && !variables.TryAdd(variable, path) && !Equals(variables[variable], path))
        {
            throw new DistributedApplicationException(
                ModelDiagnostics.VariableCollision(mount.Member.Resource.Name, variable, "WithEnvironment", $"shared volume '{volume.Name}'"));
        }
    }

    /// <summary>
    /// Sets <c>services__{service}__{key}__{index}</c>, in the place where a reference of the user added this endpoint already, else in the next free one.
    /// </summary>
    private static void AddService(Dictionary<string, object> variables, string service, EndpointReference endpoint)
    {
        // Aspire's rule: endpoints named http or https are keyed by their scheme, others by their name.
        var key = endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;
        var index = 0;
        while (variables.TryGetValue(Variable(index), out var known))
        {
            if (known is EndpointReference other && ReferenceEquals(other.Resource, endpoint.Resource) && other.EndpointName == endpoint.EndpointName)
            {
                break;
            }

            index++;
        }

        variables[Variable(index)] = endpoint;

        string Variable(int number) => $"services__{service}__{key}__{number}";
    }

    /// <summary>Without those that the main publishes for its sidecars.</summary>
    private static IEnumerable<EndpointReference> Endpoints(PodMember member) => member.Resource is IResourceWithEndpoints resource
        ? member.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => !endpoint.ExcludeReferenceEndpoint)
            .Select(endpoint => new EndpointReference(resource, endpoint))
        : [];
}
