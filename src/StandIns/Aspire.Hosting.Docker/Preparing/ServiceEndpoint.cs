using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker.Preparing;

/// <summary>
/// Where a service listens, as other services see it; a port may be a placeholder.
/// </summary>
internal sealed record ServiceEndpoint(string Scheme, string Host, string Port, int? PublishedPort, bool IsExternal)
{
    public string this[EndpointProperty property] => property switch
    {
        EndpointProperty.Url => $"{Scheme}://{Host}:{Port}",
        EndpointProperty.HostAndPort => $"{Host}:{Port}",
        EndpointProperty.Host or EndpointProperty.IPV4Host => Host,
        EndpointProperty.Port or EndpointProperty.TargetPort => Port,
        EndpointProperty.Scheme => Scheme,
        _ => throw new NotSupportedException(),
    };
}
