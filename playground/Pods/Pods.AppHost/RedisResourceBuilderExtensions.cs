using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pods.AppHost;

internal static class RedisResourceBuilderExtensions
{
    public static IResourceBuilder<ContainerResource> WithRedisHealthCheck(this IResourceBuilder<ContainerResource> redis)
    {
        var key = $"{redis.Resource.Name}_ping";
        var check = new RedisHealthCheck(redis.GetEndpoint("tcp"));
        redis.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, check, failureStatus: null, tags: null));
        return redis.WithHealthCheck(key);
    }
}
