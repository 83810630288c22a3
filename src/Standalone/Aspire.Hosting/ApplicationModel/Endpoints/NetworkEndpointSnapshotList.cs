using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The addresses of an endpoint, one for each network.</summary>
public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly ConcurrentDictionary<NetworkIdentifier, NetworkEndpointSnapshot> _snapshots = new();

    /// <summary>Adds a network with an address that is set elsewhere.</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="snapshot">The address.</param>
    /// <returns>Whether the network was new.</returns>
    [Obsolete("This method is for internal use only. Use AddOrUpdateAllocatedEndpoint instead.")]
    public bool TryAdd(NetworkIdentifier networkId, ValueSnapshot<AllocatedEndpoint> snapshot) => Register(networkId, snapshot);

    /// <summary>Sets the address on a network.</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="endpoint">The address, which belongs to the same network.</param>
    /// <exception cref="ArgumentException">The address belongs to another network.</exception>
    public void AddOrUpdateAllocatedEndpoint(NetworkIdentifier networkId, AllocatedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(networkId);
        ArgumentNullException.ThrowIfNull(endpoint);

        if (endpoint.NetworkID != networkId)
        {
            throw new ArgumentException($"AllocatedEndpoint must use the same network as the {nameof(networkId)} parameter", nameof(endpoint));
        }

        GetOrAdd(networkId).Snapshot.SetValue(endpoint);
    }

    /// <summary>Gets the address on a network, waiting until it is known.</summary>
    /// <param name="networkId">The network.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The address.</returns>
    public Task<AllocatedEndpoint> GetAllocatedEndpointAsync(NetworkIdentifier networkId, CancellationToken cancellationToken = default)
        => GetOrAdd(networkId).Snapshot.GetValueAsync(cancellationToken);

    /// <inheritdoc />
    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => _snapshots.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Register(NetworkIdentifier networkId, ValueSnapshot<AllocatedEndpoint> snapshot)
        => _snapshots.TryAdd(networkId, new NetworkEndpointSnapshot(snapshot, networkId));

    internal bool TryGetAllocatedEndpoint(NetworkIdentifier networkId, [NotNullWhen(true)] out AllocatedEndpoint? endpoint)
    {
        endpoint = null;
        return _snapshots.TryGetValue(networkId, out var entry) && entry.Snapshot.TryGetValue(out endpoint) && endpoint is not null;
    }

    private NetworkEndpointSnapshot GetOrAdd(NetworkIdentifier networkId)
    {
        ArgumentNullException.ThrowIfNull(networkId);

        return _snapshots.GetOrAdd(networkId, static id => new NetworkEndpointSnapshot(new ValueSnapshot<AllocatedEndpoint>(), id));
    }
}
