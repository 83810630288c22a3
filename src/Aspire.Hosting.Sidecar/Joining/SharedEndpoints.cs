using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Publishes the endpoints of network-sharing sidecars on the main, the only container of the pod that can publish ports.
/// </summary>
internal static class SharedEndpoints
{
    /// <summary>
    /// Copies each endpoint to the main before anything starts, and the addresses back once they are allocated: whoever holds a reference to the sidecar's
    /// endpoint gets the main's address.
    /// </summary>
    public static void Publish(PodPlan pod, PodMember sidecar, IDistributedApplicationEventing eventing)
    {
        if (pod.Main.Network != PodNetwork.Pod)
        {
            return;
        }

        foreach (var endpoint in sidecar.Resource.Annotations.OfType<EndpointAnnotation>().ToArray())
        {
            var published = new EndpointAnnotation(
                endpoint.Protocol, endpoint.UriScheme, endpoint.Transport, $"{sidecar.Name}-{endpoint.Name}", endpoint.Port, endpoint.TargetPort, endpoint.IsExternal, endpoint.IsProxied)
            {
                // Who refers to the main means the main.
                ExcludeReferenceEndpoint = true,
            };
            pod.Main.Resource.Annotations.Add(published);
            eventing.Subscribe<ResourceEndpointsAllocatedEvent>(pod.Main.Resource, async (_, cancellationToken) =>
            {
                foreach (var allocated in published.AllAllocatedEndpoints)
                {
                    var address = await allocated.Snapshot.GetValueAsync(cancellationToken).ConfigureAwait(false);
                    endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(allocated.NetworkID, new AllocatedEndpoint(
                        endpoint, address.Address, address.Port, address.BindingMode, address.TargetPortExpression, allocated.NetworkID));
                }
            });
        }
    }
}
