using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The addresses of a sidecar that has the network of the host: it listens there itself, and nothing stands before it.
/// </summary>
internal static class HostEndpoints
{
    public static void Allocate(IEnumerable<EndpointAnnotation> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            if ((endpoint.TargetPort ?? endpoint.Port) is { } port)
            {
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);

                // Containers reach the host at its own address, if the sidecar listens there too.
                endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
                    KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
                    new AllocatedEndpoint(endpoint, HostAddress(), port, EndpointBindingMode.SingleAddress, null, KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
            }
        }
    }

    private static string HostAddress() =>
        (from network in NetworkInterface.GetAllNetworkInterfaces()
         where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
         from address in network.GetIPProperties().UnicastAddresses
         where address.Address.AddressFamily == AddressFamily.InterNetwork
         orderby network.GetIPProperties().GatewayAddresses.Count descending
         select address.Address).FirstOrDefault(IPAddress.Loopback).ToString();
}
