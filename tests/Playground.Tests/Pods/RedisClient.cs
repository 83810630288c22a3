using System.Net.Security;
using System.Net.Sockets;

namespace Playground.Tests.Pods;

/// <summary>
/// Speaks redis' protocol over a URL, with TLS where its scheme is <c>rediss</c>: https://redis.io/docs/latest/develop/reference/protocol-spec/.
/// </summary>
internal sealed class RedisClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly TcpClient _tcp;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private RedisClient(TcpClient tcp, Stream stream)
    {
        _tcp = tcp;
        _reader = new(stream);
        _writer = new(stream) { AutoFlush = true, NewLine = "\r\n" };
    }

    public static async Task<RedisClient> ConnectAsync(Uri url, string password)
    {
        var tcp = new TcpClient();
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            await tcp.ConnectAsync(url.Host, url.Port, limit.Token);
            Stream stream = tcp.GetStream();
            if (url.Scheme == "rediss")
            {
                // The sidecar has made its certificate itself.
                var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, errors) =>
                    certificate?.Subject == "CN=localhost" && errors == SslPolicyErrors.RemoteCertificateChainErrors);
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, limit.Token);
                stream = tls;
            }

            var client = new RedisClient(tcp, stream);
            (await client.AskAsync($"AUTH {password}")).Should().Be("+OK");
            return client;
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>The first line of the answer, or the text if it is one.</summary>
    public async Task<string> AskAsync(string command)
    {
        using var limit = new CancellationTokenSource(Limit);
        await _writer.WriteLineAsync(command.AsMemory(), limit.Token);
        var answer = await ReadLineAsync(limit.Token);
        return answer.StartsWith('$') && answer != "$-1" ? await ReadLineAsync(limit.Token) : answer;
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _reader.ReadLineAsync(cancellationToken) ?? throw new IOException("The connection was closed.");
}
