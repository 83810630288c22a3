using System.Net.Sockets;
using Aspire.Hosting.Containers.Engine;

namespace Aspire.Hosting.Containers.Network;

/// <summary>The network that all containers of an application are on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What the engine says of it.</param>
/// <param name="IsLate">Whether its addresses are on this machine only once a container is on it.</param>
internal sealed record SessionNetwork(string Name, NetworkState State, bool IsLate)
{
    /// <summary>The subnet through which containers reach this machine.</summary>
    public NetworkSubnet? HostSubnet => State.Subnets.FirstOrDefault(subnet => subnet.Gateway.AddressFamily == AddressFamily.InterNetwork);
}
