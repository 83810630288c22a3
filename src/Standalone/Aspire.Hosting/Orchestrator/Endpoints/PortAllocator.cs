using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestrator.Endpoints;

/// <summary>Finds ports of this machine that are free and stay so until a resource listens on them.</summary>
internal sealed class PortAllocator
{
    private const string RangeKey = "ASPIRE_PROXYLESS_ENDPOINT_PORT_RANGE";

    // Below the range from which systems take ports for outgoing connections, where a free port can be gone a moment later.
    private static readonly (int First, int Last) DefaultRange = (20_000, 32_000);

    private readonly (int First, int Last) _range;
    private readonly HashSet<int> _taken = [];

    public PortAllocator(IConfiguration configuration) => _range = ReadRange(configuration);

    /// <summary>Remembers a port that somebody asked for, so that nobody else gets it.</summary>
    public void Reserve(int port)
    {
        lock (_taken)
        {
            _taken.Add(port);
        }
    }

    public int Allocate()
    {
        lock (_taken)
        {
            var count = _range.Last - _range.First + 1;
            var offset = RandomNumberGenerator.GetInt32(count);
            for (var i = 0; i < count; i++)
            {
                var port = _range.First + ((offset + i) % count);
                if (!_taken.Contains(port) && IsFree(port))
                {
                    _taken.Add(port);
                    return port;
                }
            }
        }

        throw new DistributedApplicationException(
            $"No free port was found from {_range.First} to {_range.Last}. Choose another range with the setting {RangeKey}, for example '{RangeKey}=40000-41000'.");
    }

    /// <summary>Finds the port that something gets in every run. It may well be in use, by what the last run has left there.</summary>
    /// <param name="key">What the port is for.</param>
    public int AllocateAlways(string key)
    {
        var count = _range.Last - _range.First + 1;
        var offset = (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) % (uint)count);
        lock (_taken)
        {
            var port = Enumerable.Range(0, count).Select(i => _range.First + ((offset + i) % count)).First(candidate => !_taken.Contains(candidate));
            _taken.Add(port);

            return port;
        }
    }

    private static bool IsFree(int port)
        => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || !HasIPv6Loopback || CanBind(IPAddress.IPv6Loopback, port));

    private static readonly bool HasIPv6Loopback = NetworkInterface.GetAllNetworkInterfaces()
        .Any(network => network.NetworkInterfaceType == NetworkInterfaceType.Loopback && network.Supports(NetworkInterfaceComponent.IPv6));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }

    private static (int First, int Last) ReadRange(IConfiguration configuration)
    {
        if (configuration[RangeKey] is not { Length: > 0 } text)
        {
            return DefaultRange;
        }

        return text.Split('-') is [var first, var last]
            && int.TryParse(first, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, CultureInfo.InvariantCulture, out var to)
            && from is > 0 and <= ushort.MaxValue
            && to >= from
            && to <= ushort.MaxValue
            ? (from, to)
            : throw new DistributedApplicationException($"The setting {RangeKey} is '{text}'. It must be two ports with a hyphen between them, for example '40000-41000'.");
    }
}
