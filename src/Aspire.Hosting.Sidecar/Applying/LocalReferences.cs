using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.References;

namespace Aspire.Hosting.Sidecar.Applying;

/// <summary>
/// Has the members of one network see each other at <c>localhost</c>, whoever it was that referred to them: this package, or the user.
/// </summary>
internal static class LocalReferences
{
    /// <summary>To be called last: what is rewritten is what all other callbacks have set.</summary>
    public static void Apply(PodPlan pod)
    {
        PodMember[] sharers = [.. pod.Members.Prepend(pod.Main).Where(member => member.Network == PodNetwork.Pod)];
        if (sharers.Length < 2)
        {
            return;
        }

        var known = sharers.Select(member => member.Resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var consumer in sharers.Select(member => member.Resource))
        {
            new ReferenceRewriter(endpoint => Reach(consumer, endpoint, known)).Attach(consumer);
        }
    }

    private static ReachableAddress? Reach(IResource consumer, EndpointReference endpoint, HashSet<string> known)
    {
        // What a program says of itself may be meant for others, and who asks for a network that is not the containers' gets that.
        var isNeighbour = known.Contains(endpoint.Resource.Name) && endpoint.Resource.Name != consumer.Name;
        var isSeenFromContainers = endpoint.ContextNetworkID is not { } network || network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
        return isNeighbour && isSeenFromContainers && endpoint is { Exists: true, EndpointAnnotation.TargetPort: not null }
            ? new(endpoint.Scheme, "localhost", endpoint)
            : null;
    }
}
