using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Gives the members that share their main's network ports of their own: published projects all listen on one and the same port, if nothing else is said.
/// </summary>
internal static class PublishedPorts
{
    /// <summary>The port of a .NET image: https://learn.microsoft.com/dotnet/core/compatibility/containers/8.0/aspnet-port.</summary>
    private const int DefaultPort = 8080;

    public static void Assign(PodPlan pod)
    {
        var sharers = pod.Members.Where(member => member.Network == PodNetwork.Pod).Select(member => member.Resource).ToList();
        if (sharers.Count > 0 && (pod.Main.Resource is not ProjectResource || sharers.SelectMany(Endpoints).Any(endpoint => endpoint.TargetPort == DefaultPort)))
        {
            // A sidecar that says so keeps the port; a main that does not say gets another. A program gets any from Aspire, also one that a sidecar has said.
            sharers.Add(pod.Main.Resource);
        }

        var used = pod.Members.Prepend(pod.Main).SelectMany(member => Endpoints(member.Resource))
            .SelectMany(endpoint => new[] { endpoint.TargetPort, endpoint.Port }).OfType<int>().Append(DefaultPort).ToHashSet();
        foreach (var resource in sharers)
        {
            RemoveSecondDefault(resource);
            foreach (var endpoint in Endpoints(resource).Where(endpoint => endpoint.TargetPort is null))
            {
                endpoint.TargetPort = resource is ProjectResource ? Next(used) : endpoint.Port ?? Next(used);
            }
        }
    }

    /// <summary>
    /// The endpoint on which a reference is answered, or <see langword="null"/> if there is none.
    /// </summary>
    public static (string Scheme, EndpointReference Endpoint)? Listening(EndpointReference reference)
    {
        // The reference itself remembers an endpoint that is there no more.
        if (Endpoints(reference.Resource).Any(endpoint => endpoint.Name == reference.EndpointName))
        {
            return (reference.Scheme, reference);
        }

        var removed = reference.Resource.Annotations.OfType<RemovedEndpointAnnotation>().FirstOrDefault(removed => removed.Name == reference.EndpointName);
        return removed is null ? null : (removed.Scheme, new EndpointReference(reference.Resource, removed.AnsweredBy));
    }

    /// <summary>
    /// A published project has no certificate: Aspire answers for its https endpoint on the port of the http endpoint, which an explicit port would open twice.
    /// </summary>
    private static void RemoveSecondDefault(IResource resource)
    {
        var http = Endpoints(resource).FirstOrDefault(endpoint => endpoint.UriScheme == "http");
        if (resource is not ProjectResource || http is null)
        {
            return;
        }

        foreach (var https in Endpoints(resource).Where(endpoint => endpoint.UriScheme == "https" && endpoint.TargetPort is null).ToArray())
        {
            resource.Annotations.Remove(https);
            resource.Annotations.Add(new RemovedEndpointAnnotation(https.Name, https.UriScheme, http));
        }
    }

    private static int Next(HashSet<int> used)
    {
        var port = DefaultPort + 1;
        while (!used.Add(port))
        {
            port++;
        }

        return port;
    }

    private static IEnumerable<EndpointAnnotation> Endpoints(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();

    private sealed record RemovedEndpointAnnotation(string Name, string Scheme, EndpointAnnotation AnsweredBy) : IResourceAnnotation;
}
