using System.Net.Sockets;

namespace Aspire.Hosting.Containers.Engine;

/// <summary>A port of a container that is published on this machine.</summary>
/// <param name="HostPort">The port of this machine, on the loopback address.</param>
/// <param name="TargetPort">The port in the container.</param>
/// <param name="Protocol">The protocol.</param>
internal sealed record ContainerPort(int HostPort, int TargetPort, ProtocolType Protocol);
