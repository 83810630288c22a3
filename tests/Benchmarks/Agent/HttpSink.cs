using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Agent;

/// <summary>
/// Takes requests over HTTP/1.1 as cheaply as it can, and counts marks of the form <c>#123;</c> in them: which came, and which came more than once.
/// </summary>
internal sealed class HttpSink : IAsyncDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<int> _seen = [];
    private readonly Task _accepting;

    public HttpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Seen
    {
        get
        {
            lock (_seen)
            {
                return _seen.Count;
            }
        }
    }

    public int Twice { get; private set; }

    /// <summary>Waits until so many different marks have come, if they come in time.</summary>
    /// <param name="marks">How many.</param>
    public async Task WaitAsync(int marks)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var clock = Stopwatch.StartNew();
        while (Seen < marks && clock.Elapsed < Patience && await timer.WaitForNextTickAsync())
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                int head;
                while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var count = await stream.ReadAsync(buffer.AsMemory(length), _stopping.Token);
                    if (count == 0)
                    {
                        return;
                    }

                    length += count;
                }

                var size = ContentLength(Encoding.ASCII.GetString(buffer, 0, head));
                var body = new byte[size];
                var have = Math.Min(size, length - head - 4);
                buffer.AsSpan(head + 4, have).CopyTo(body);
                buffer.AsSpan(head + 4 + have, length - head - 4 - have).CopyTo(buffer);
                length -= head + 4 + have;
                await stream.ReadExactlyAsync(body.AsMemory(have), _stopping.Token);
                Count(body);
                await stream.WriteAsync(Answer, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The agent has ended.
        }
    }

    private static int ContentLength(string head)
    {
        var line = head.Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Count(ReadOnlySpan<byte> body)
    {
        lock (_seen)
        {
            while (body.IndexOf((byte)'#') is var at and >= 0)
            {
                body = body[(at + 1)..];
                if (System.Buffers.Text.Utf8Parser.TryParse(body, out int number, out var digits) && digits < body.Length && body[digits] == ';')
                {
                    Twice += _seen.Add(number) ? 0 : 1;
                }
            }
        }
    }
}
