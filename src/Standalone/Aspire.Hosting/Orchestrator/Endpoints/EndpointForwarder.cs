using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestrator.Endpoints;

/// <summary>Passes the TCP connections to the public port of an endpoint on to its instances, in turn.</summary>
internal sealed class EndpointForwarder : IAsyncDisposable
{
    // ip(7)
    private const int IpProtocol = 0;
    private const int IpFreeBind = 15;

    private readonly TcpListener _listener;
    private readonly ImmutableArray<int> _targets;
    private readonly Func<IPAddress, bool>? _accepts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;
    private int _next = -1;

    private EndpointForwarder(TcpListener listener, ImmutableArray<int> targets, Func<IPAddress, bool>? accepts)
    {
        _listener = listener;
        _targets = targets;
        _accepts = accepts;
        _accepting = AcceptAsync();
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="resourceName">The resource that has the endpoint.</param>
    /// <param name="endpointName">The endpoint.</param>
    /// <param name="listenOn">The address and port to listen on.</param>
    /// <param name="targets">The ports of this machine to which connections are passed on.</param>
    /// <param name="accepts">Which clients are let in, by their address; all when null.</param>
    /// <param name="isAddressLate">Whether the address may come to this machine later. On Linux only.</param>
    public static EndpointForwarder Start(
        string resourceName, string endpointName, IPEndPoint listenOn, ImmutableArray<int> targets, Func<IPAddress, bool>? accepts = null, bool isAddressLate = false)
    {
        var listener = new TcpListener(listenOn);
        try
        {
            if (isAddressLate)
            {
                listener.Server.SetRawSocketOption(IpProtocol, IpFreeBind, BitConverter.GetBytes(1));
            }

            listener.Start();
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            throw new DistributedApplicationException(
                $"Port {listenOn.Port} of the endpoint '{endpointName}' of resource '{resourceName}' cannot be used: {exception.Message}. Free it or choose another one.", exception);
        }

        return new EndpointForwarder(listener, targets, accepts);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                if (_accepts is not null && client.Client.RemoteEndPoint is IPEndPoint remote && !_accepts(remote.Address))
                {
                    client.Dispose();
                    continue;
                }

                var connection = ForwardAsync(client);
                _connections.TryAdd(connection, 0);
                _ = connection.ContinueWith(
                    ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                continue;
            }
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        using (client)
        {
            try
            {
                using var target = await ConnectAsync(ended.Token).ConfigureAwait(false);
                await Task.WhenAll(
                    CopyAsync(client, target, ended.Token),
                    CopyAsync(target, client, ended.Token)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The connection is lost, and closing both ends tells each side so.
                return;
            }
        }
    }

    private async Task<TcpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var first = Interlocked.Increment(ref _next) & int.MaxValue;
        for (var i = 0; ; i++)
        {
            var target = new TcpClient();
            try
            {
                await target.ConnectAsync(KnownTargetHost, _targets[(first + i) % _targets.Length], cancellationToken).ConfigureAwait(false);
                return target;
            }
            catch (SocketException) when (i + 1 < _targets.Length)
            {
                target.Dispose();
            }
            catch
            {
                target.Dispose();
                throw;
            }
        }
    }

    // A program may listen on either loopback address.
    private const string KnownTargetHost = "localhost";

    private static async Task CopyAsync(TcpClient from, TcpClient to, CancellationToken cancellationToken)
    {
        await from.GetStream().CopyToAsync(to.GetStream(), cancellationToken).ConfigureAwait(false);
        to.Client.Shutdown(SocketShutdown.Send);
    }
}
