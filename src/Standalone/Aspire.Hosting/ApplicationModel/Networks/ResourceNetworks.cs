namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceNetworks
{
    /// <summary>The network from which a resource calls others.</summary>
    internal static NetworkIdentifier GetDefaultNetwork(this IResource resource)
        => resource.IsContainer() ? KnownNetworkIdentifiers.DefaultAspireContainerNetwork : KnownNetworkIdentifiers.LocalhostNetwork;

    /// <summary>The network for which a value is asked: the one given, else the caller's, else that of the host.</summary>
    internal static NetworkIdentifier GetNetwork(this ValueProviderContext context)
        => context.Network ?? context.Caller?.GetDefaultNetwork() ?? KnownNetworkIdentifiers.LocalhostNetwork;
}
