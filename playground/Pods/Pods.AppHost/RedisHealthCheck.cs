using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pods.AppHost;

/// <summary>Healthy when redis answers, be it that it wants a password: https://redis.io/docs/latest/commands/ping/.</summary>
internal sealed class RedisHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadLineAsync(cancellationToken) ?? "";
            return answer is "+PONG" || answer.StartsWith("-NOAUTH", StringComparison.Ordinal) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"redis says: {answer}");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
