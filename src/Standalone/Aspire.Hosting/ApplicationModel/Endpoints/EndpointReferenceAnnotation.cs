using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Records which endpoints of another resource a resource refers to.</summary>
/// <param name="resource">The other resource.</param>
[DebuggerDisplay("'{Resource.Name,nq}', UseAllEndpoints = {UseAllEndpoints}")]
public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    /// <summary>Gets the other resource.</summary>
    public IResourceWithEndpoints Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Gets or sets whether all endpoints are referred to, except those that opt out.</summary>
    public bool UseAllEndpoints { get; set; }

    /// <summary>Gets the names of the endpoints that are referred to.</summary>
    public ISet<string> EndpointNames { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the network from which the endpoints are seen.</summary>
    /// <value>The network of the host unless set.</value>
    public NetworkIdentifier ContextNetworkId { get; set; } = KnownNetworkIdentifiers.LocalhostNetwork;
}
