using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestrator.Endpoints;

/// <summary>
/// Gives every endpoint its addresses before anything starts, for the whole run. A process listens on the public port itself;
/// only where that cannot be (replicas, or a public port that differs from the one the program listens on) connections are passed on.
/// </summary>
internal sealed class EndpointAllocator(PortAllocator portAllocator, TargetPorts targetPorts, IConfiguration configuration) : IAsyncDisposable
{
    private readonly List<EndpointForwarder> _forwarders = [];

    // Tests run side by side; a port that is merely the usual one is then in the way.
    private bool RandomizesPorts => bool.TryParse(configuration["DcpPublisher:RandomizePorts"], out var randomize) && randomize;

    public void Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (Resource: resource, Endpoint: endpoint)))
            .Where(pair => pair.Endpoint.AllocatedEndpoint is null)
            .ToArray();
        foreach (var (_, endpoint) in endpoints)
        {
            foreach (var port in new[] { PublicPort(endpoint), endpoint.TargetPort }.OfType<int>())
            {
                portAllocator.Reserve(port);
            }
        }

        foreach (var (resource, endpoint) in endpoints)
        {
            if (resource.HasAnnotationOfType<ContainerImageAnnotation>())
            {
                AllocateContainer(resource, endpoint);
            }
            else
            {
                AllocateProcess(resource, endpoint);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forwarder in _forwarders)
        {
            await forwarder.DisposeAsync().ConfigureAwait(false);
        }

        // The orchestrator disposes this when it stops, and the services do so once more at the end.
        _forwarders.Clear();
    }

    private void AllocateContainer(IResource resource, EndpointAnnotation endpoint)
    {
        var targetPort = endpoint.TargetPort ?? throw new InvalidOperationException(
            $"The endpoint '{endpoint.Name}' for container resource '{resource.Name}' must specify the {nameof(EndpointAnnotation.TargetPort)} value.");

        // A container that outlives the AppHost can be kept by the next run only if it has the same ports there.
        var port = PublicPort(endpoint) ?? (resource.IsPersistentContainer()
            ? portAllocator.AllocateAlways($"{configuration["AppHost:Sha256"]}/{resource.Name}/{endpoint.Name}")
            : portAllocator.Allocate());
        Set(endpoint, port, $"{resource.Name}.dev.internal", targetPort, targetPort.ToString(CultureInfo.InvariantCulture));
    }

    private void AllocateProcess(IResource resource, EndpointAnnotation endpoint)
    {
        var replicas = resource.GetInstances().Length;
        Validate(resource, endpoint, replicas);
        var (port, targets) = replicas > 1
            ? (PublicPort(endpoint) ?? portAllocator.Allocate(), Enumerable.Range(0, replicas).Select(_ => portAllocator.Allocate()).ToImmutableArray())
            : Single(endpoint);
        targetPorts[resource.Name, endpoint.Name] = targets;
        if (endpoint.Protocol == ProtocolType.Tcp && (targets.Length > 1 || targets[0] != port))
        {
            _forwarders.Add(EndpointForwarder.Start(resource.Name, endpoint.Name, new IPEndPoint(IPAddress.Loopback, port), targets));
        }

        var expression = targets.Length > 1
            ? TargetPorts.Template(resource.Name, endpoint.Name)
            : targets[0].ToString(CultureInfo.InvariantCulture);

        // Not the public port: a program that listens on all addresses takes that on the network of the containers, too.
        Set(endpoint, port, KnownHostNames.DefaultContainerTunnelHostName, portAllocator.Allocate(), expression);
    }

    private (int Port, ImmutableArray<int> Targets) Single(EndpointAnnotation endpoint)
    {
        var target = endpoint.TargetPort ?? PublicPort(endpoint) ?? portAllocator.Allocate();

        return (PublicPort(endpoint) ?? target, [target]);
    }

    private int? PublicPort(EndpointAnnotation endpoint) => RandomizesPorts && endpoint.IsProxied ? null : endpoint.Port;

    private static void Set(EndpointAnnotation endpoint, int port, string containerHost, int containerPort, string targetPortExpression)
    {
        var (host, bindingMode) = Binding(endpoint.TargetHost);
        Add(new AllocatedEndpoint(endpoint, host, port, bindingMode, targetPortExpression, KnownNetworkIdentifiers.LocalhostNetwork));
        Add(new AllocatedEndpoint(
            endpoint,
            containerHost,
            containerPort,
            EndpointBindingMode.SingleAddress,
            targetPortExpression,
            KnownNetworkIdentifiers.DefaultAspireContainerNetwork));

        void Add(AllocatedEndpoint allocated) => endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(allocated.NetworkID, allocated);
    }

    private static (string Host, EndpointBindingMode Mode) Binding(string targetHost)
    {
        if (string.IsNullOrEmpty(targetHost) || EndpointHostHelpers.IsLocalhostOrLocalhostTld(targetHost))
        {
            return (KnownHostNames.Localhost, EndpointBindingMode.SingleAddress);
        }

        if (!IPAddress.TryParse(targetHost, out var address))
        {
            return (KnownHostNames.Localhost, EndpointBindingMode.DualStackAnyAddresses);
        }

        return address.Equals(IPAddress.Any) ? (KnownHostNames.Localhost, EndpointBindingMode.IPv4AnyAddresses)
            : address.Equals(IPAddress.IPv6Any) ? (KnownHostNames.Localhost, EndpointBindingMode.IPv6AnyAddresses)
            : (targetHost, EndpointBindingMode.SingleAddress);
    }

    private static void Validate(IResource resource, EndpointAnnotation endpoint, int replicas)
    {
        if (!endpoint.IsProxied && endpoint.Port is { } fixedPort && fixedPort != endpoint.TargetPort)
        {
            throw new InvalidOperationException(
                $"The endpoint '{endpoint.Name}' for resource '{resource.Name}' is not using a proxy, and it has a value of {nameof(EndpointAnnotation.Port)} property that is different from the value of {nameof(EndpointAnnotation.TargetPort)} property. For proxy-less endpoints they must match.");
        }

        if (endpoint.IsProxied && endpoint.Port is { } port && port == endpoint.TargetPort)
        {
            throw new InvalidOperationException(
                $"The endpoint '{endpoint.Name}' for resource '{resource.Name}' requested a proxy ({nameof(EndpointAnnotation.IsProxied)} is true). Non-container resources cannot be proxied when both {nameof(EndpointAnnotation.TargetPort)} and {nameof(EndpointAnnotation.Port)} are specified with the same value.");
        }

        if (replicas > 1 && !endpoint.IsProxied)
        {
            throw new InvalidOperationException(
                $"Resource '{resource.Name}' uses multiple replicas and a proxy-less endpoint '{endpoint.Name}'. These features do not work together.");
        }

        if (replicas > 1 && endpoint.TargetPort is not null)
        {
            throw new InvalidOperationException(
                $"Resource '{resource.Name}' can have multiple replicas, and it uses endpoint '{endpoint.Name}' that has {nameof(EndpointAnnotation.TargetPort)} property set. Each replica must have a unique port; leave the port out.");
        }
    }
}
