using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A URL on the machine of the AppHost. Containers get a host name under which they reach that machine.</summary>
/// <param name="Url">The URL as processes on the machine see it.</param>
public record HostUrl(string Url) : IExpressionValue
{
    private static readonly string[] LocalHosts = [KnownHostNames.Localhost, "127.0.0.1", "::1", "[::1]"];

    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var network = context.GetNetwork();
        if (network == KnownNetworkIdentifiers.LocalhostNetwork || context.ExecutionContext is not { IsRunMode: true } execution || !TryParseLocal(out var uri))
        {
            return Url;
        }

        var services = execution.Services;
        if (FindEndpoint(services.GetService<DistributedApplicationModel>(), uri.Port) is { } endpoint)
        {
            var allocated = await endpoint.AllAllocatedEndpoints.GetAllocatedEndpointAsync(network, cancellationToken).ConfigureAwait(false);
            uri.Host = allocated.Address;
            uri.Port = allocated.Port;
        }
        else
        {
            uri.Host = services.GetService<IConfiguration>()?["AppHost:ContainerHostname"] ?? KnownHostNames.DefaultContainerTunnelHostName;
        }

        var rewritten = uri.Uri.ToString();
        return Url.EndsWith('/') ? rewritten : rewritten.TrimEnd('/');
    }

    /// <summary>Whether this URL is that of an endpoint of a process on this machine.</summary>
    internal bool Matches(EndpointAnnotation endpoint) => TryParseLocal(out var uri) && Matches(endpoint, uri.Port);

    private static bool Matches(EndpointAnnotation endpoint, int port)
        => endpoint.DefaultNetworkID == KnownNetworkIdentifiers.LocalhostNetwork && endpoint.Port == port;

    private static EndpointAnnotation? FindEndpoint(DistributedApplicationModel? model, int port)
        => model?.Resources.Where(resource => !resource.IsContainer())
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>())
            .FirstOrDefault(endpoint => Matches(endpoint, port));

    private bool TryParseLocal(out UriBuilder uri)
    {
        uri = new UriBuilder();
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var parsed) || !LocalHosts.Contains(parsed.Host, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        uri = new UriBuilder(parsed);
        return true;
    }
}
