using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives a resource a health check that is registered in the services of the application.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which it is registered.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);

        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(annotation => annotation.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Makes the health of a resource depend on the answer to an HTTP request.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to call; <c>/</c> when omitted.</param>
    /// <param name="statusCode">The status code expected; 200 when omitted.</param>
    /// <param name="endpointName">The endpoint to call; <c>https</c>, else <c>http</c>, when omitted.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
        => builder.WithHttpHealthCheck(HttpEndpointSelector.ByName(builder, endpointName, "HTTP health check"), path, statusCode);

    /// <summary>Makes the health of a resource depend on the answer to an HTTP request.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Selects the endpoint to call; <c>https</c>, else <c>http</c>, when <see langword="null"/>.</param>
    /// <param name="path">The path to call; <c>/</c> when omitted.</param>
    /// <param name="statusCode">The status code expected; 200 when omitted.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);

        var endpoint = HttpEndpointSelector.Select(builder, endpointSelector, "HTTP health check");
        path ??= "/";
        statusCode ??= 200;

        builder.OnResourceEndpointsAllocated((resource, _, _) => endpoint.Exists
            ? Task.CompletedTask
            : throw new DistributedApplicationException($"The endpoint '{endpoint.EndpointName}' does not exist on the resource '{resource.Name}'."));

        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{statusCode}_check";
        HttpHealthCheck.Register(builder.ApplicationBuilder.Services, key, statusCode.Value, async cancellationToken =>
        {
            if (!endpoint.Exists)
            {
                return (null, $"The endpoint '{endpoint.EndpointName}' does not exist on the resource.");
            }

            var url = await endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false);
            return url is null ? (null, $"The endpoint '{endpoint.EndpointName}' does not have a URL.") : (new Uri(new Uri(url), path), null);
        });
        return builder.WithHealthCheck(key);
    }

    /// <summary>Makes the health of a resource depend on the answer to an HTTPS request.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to call; <c>/</c> when omitted.</param>
    /// <param name="statusCode">The status code expected; 200 when omitted.</param>
    /// <param name="endpointName">The endpoint to call; <c>https</c> when omitted.</param>
    /// <returns>The builder.</returns>
    [Obsolete("This method is obsolete and will be removed in a future version. Use the WithHttpHealthCheck method instead.")]
    public static IResourceBuilder<T> WithHttpsHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
        => builder.WithHttpHealthCheck(path, statusCode, endpointName ?? Uri.UriSchemeHttps);
}
