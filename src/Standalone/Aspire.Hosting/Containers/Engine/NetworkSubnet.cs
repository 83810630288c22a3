using System.Net;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>A subnet of a network of containers.</summary>
/// <param name="Addresses">The addresses in it.</param>
/// <param name="Gateway">The address of the machine that runs the containers.</param>
internal sealed record NetworkSubnet(IPNetwork Addresses, IPAddress Gateway)
{
    /// <summary>Reads the subnet and its gateway, with a space between them.</summary>
    public static NetworkSubnet? Parse(string text)
        => text.Split(' ') is [var subnet, var gateway]
            && IPNetwork.TryParse(subnet, out var addresses)
            && IPAddress.TryParse(gateway.Split('/')[0], out var address)
                ? new NetworkSubnet(addresses, address)
                : null;
}
