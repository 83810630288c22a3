using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator.Endpoints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers.Network;

/// <summary>
/// Lets containers reach endpoints of this machine that listen on its loopback address only. On Linux the machine has an address
/// on the network of the containers: a forwarder listens there, for those alone. With an engine that runs in a virtual machine it
/// has none; there the engine passes on what containers send to the host, and the forwarder listens on the loopback address.
/// </summary>
internal sealed partial class HostAccess(
    DistributedApplicationExecutionContext executionContext, IConfiguration configuration, ILogger<HostAccess> logger) : IAsyncDisposable
{
    private const string EngineHost = "host-gateway";

    private readonly Lock _gate = new();
    private readonly Dictionary<int, EndpointForwarder?> _forwarders = [];
    private bool _isThroughEngine;

    /// <summary>The name under which containers know this machine, with its address, as an engine wants it.</summary>
    public string HostEntry(SessionNetwork network)
        => $"{KnownHostNames.DefaultContainerTunnelHostName}:{(_isThroughEngine || network.HostSubnet is null ? EngineHost : network.HostSubnet.Gateway)}";

    /// <summary>Opens what a container depends on: endpoints of the processes that it names or waits for, and the telemetry receiver.</summary>
    public async Task OpenAsync(IResource container, SessionNetwork network, CancellationToken cancellationToken)
    {
        var dependencies = await container.GetResourceDependenciesAsync(
            executionContext, ResourceDependencyDiscoveryMode.DirectOnly, cancellationToken).ConfigureAwait(false);
        var references = container.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == "Reference")
            .Select(relationship => relationship.Resource);
        foreach (var resource in dependencies.Union(references).Where(resource => !resource.IsContainer()))
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.Protocol == ProtocolType.Tcp))
            {
                Open(resource, endpoint, network);
            }
        }

        if (container.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter)
            && OtlpEndpoint.Resolve(configuration, exporter.RequiredProtocol) is { } receiver
            && Uri.TryCreate(receiver.Url, UriKind.Absolute, out var url)
            && url.IsLoopback)
        {
            Open("dashboard", "otlp", url.Port, url.Port, network);
        }
    }

    public async ValueTask DisposeAsync()
    {
        EndpointForwarder[] forwarders;
        lock (_gate)
        {
            forwarders = [.. _forwarders.Values.OfType<EndpointForwarder>()];
            _forwarders.Clear();
        }

        foreach (var forwarder in forwarders)
        {
            await forwarder.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Open(IResource resource, EndpointAnnotation endpoint, SessionNetwork network)
    {
        if (endpoint.AllocatedEndpoint is { } onHost
            && endpoint.AllAllocatedEndpoints.TryGetAllocatedEndpoint(KnownNetworkIdentifiers.DefaultAspireContainerNetwork, out var inContainers)
            && inContainers.Address == KnownHostNames.DefaultContainerTunnelHostName)
        {
            Open(resource.Name, endpoint.Name, inContainers.Port, onHost.Port, network);
        }
    }

    private void Open(string resourceName, string endpointName, int port, int hostPort, SessionNetwork network)
    {
        lock (_gate)
        {
            if (!_forwarders.ContainsKey(port))
            {
                _forwarders[port] = Start(resourceName, endpointName, port, hostPort, network);
            }
        }
    }

    private EndpointForwarder? Start(string resourceName, string endpointName, int port, int hostPort, SessionNetwork network)
    {
        if (!_isThroughEngine && network.HostSubnet is { } subnet)
        {
            try
            {
                return EndpointForwarder.Start(
                    resourceName, endpointName, new IPEndPoint(subnet.Gateway, port), [hostPort],
                    address => IsOnNetwork(address, subnet.Addresses, subnet.Gateway), network.IsLate);
            }
            catch (DistributedApplicationException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.AddressNotAvailable })
            {
                LogThroughEngine(subnet.Gateway);
            }
        }

        _isThroughEngine = true;

        // What listens on the port of the loopback address already is what containers reach through the engine.
        return port == hostPort ? null : EndpointForwarder.Start(resourceName, endpointName, new IPEndPoint(IPAddress.Loopback, port), [hostPort]);
    }

    // A neighbour of this machine could send packets for the address of the gateway to it.
    private static bool IsOnNetwork(IPAddress address, IPNetwork network, IPAddress gateway)
        => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) || address.Equals(gateway);

    [LoggerMessage(1, LogLevel.Debug, "The gateway {Gateway} of the network of the containers is not an address of this machine. Containers reach it through the container engine instead; a rootless engine may need to be told to allow that.")]
    private partial void LogThroughEngine(IPAddress gateway);
}
