using System.Globalization;
using System.Net.Sockets;

namespace Pods.Api;

/// <summary>Counts in redis. A connection for each call: one needs no package for that, and none is broken after a restart of redis.</summary>
internal sealed class Cache(string host, int port, string password)
{
    public static Cache Of(IConfiguration configuration)
    {
        var url = new Uri(configuration["REDIS_URL"] ?? throw new InvalidOperationException("The variable 'REDIS_URL' is not set. Give it the URL of redis, such as tcp://localhost:6379."));
        return new(url.Host, url.Port, configuration["REDIS_PASSWORD"] ?? "");
    }

    public async Task<long> CountVisitAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };

        await AskAsync($"AUTH {password}");
        var count = await AskAsync("INCR visits");
        return long.Parse(count[1..], CultureInfo.InvariantCulture);

        // https://redis.io/docs/latest/develop/reference/protocol-spec/: a line each way, and errors begin with a minus sign.
        async Task<string> AskAsync(string command)
        {
            await writer.WriteLineAsync(command.AsMemory(), cancellationToken);
            var answer = await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("redis has closed the connection.");
            return answer.StartsWith('-') ? throw new IOException($"redis says: {answer[1..]}") : answer;
        }
    }
}
