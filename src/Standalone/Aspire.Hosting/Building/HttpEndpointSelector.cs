using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Selects the endpoint that health checks, commands and probes call.</summary>
internal static class HttpEndpointSelector
{
    private static readonly string[] DefaultNames = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];

    public static Func<EndpointReference> ByName<T>(IResourceBuilder<T> builder, string? endpointName, string purpose) where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);

        return () => Find(builder, endpointName is null ? DefaultNames : [endpointName], purpose);
    }

    public static EndpointReference Select<T>(IResourceBuilder<T> builder, Func<EndpointReference>? selector, string purpose) where T : IResourceWithEndpoints
    {
        selector ??= ByName(builder, endpointName: null, purpose);
        var endpoint = selector()
            ?? throw new DistributedApplicationException($"Could not create {purpose} for resource '{builder.Resource.Name}' as the endpoint selector returned null.");
        return IsHttp(endpoint) ? endpoint : throw NotHttp(builder.Resource, endpoint, purpose);
    }

    private static EndpointReference Find<T>(IResourceBuilder<T> builder, string[] names, string purpose) where T : IResourceWithEndpoints
    {
        var endpoints = builder.Resource.GetEndpoints().ToArray();
        var found = names.Select(name => endpoints.FirstOrDefault(endpoint => string.Equals(endpoint.EndpointName, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(endpoint => endpoint is not null);
        return found switch
        {
            null => throw new DistributedApplicationException(
                $"Could not create {purpose} for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", names)}"),
            _ when IsHttp(found) => found,
            _ => throw NotHttp(builder.Resource, found, purpose),
        };
    }

    private static bool IsHttp(EndpointReference endpoint) => endpoint.IsHttp || endpoint.IsHttps;

    private static DistributedApplicationException NotHttp(IResource resource, EndpointReference endpoint, string purpose)
        => new($"Could not create {purpose} for resource '{resource.Name}' as the endpoint with name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint.");
}
