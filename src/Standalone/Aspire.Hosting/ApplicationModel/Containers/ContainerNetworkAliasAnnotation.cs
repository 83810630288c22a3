using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a container another name on a network.</summary>
[DebuggerDisplay("{Alias,nq} on {Network.Value,nq}")]
public sealed class ContainerNetworkAliasAnnotation : IResourceAnnotation
{
    private NetworkIdentifier _network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;

    /// <summary>Initializes an alias.</summary>
    /// <param name="alias">The name.</param>
    public ContainerNetworkAliasAnnotation(string alias)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(alias);

        Alias = alias;
    }

    /// <summary>Gets the name.</summary>
    public string Alias { get; }

    /// <summary>Gets or sets the network.</summary>
    /// <value>The network of all containers unless set.</value>
    public NetworkIdentifier Network
    {
        get => _network;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value?.Value, nameof(value));

            _network = value;
        }
    }
}
