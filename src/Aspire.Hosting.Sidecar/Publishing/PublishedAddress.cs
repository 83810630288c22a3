using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Where a consumer reaches an endpoint, if not where the environment says: at a host, on the port on which the program listens.
/// </summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Host">The host, such as <c>localhost</c>.</param>
/// <param name="Endpoint">The endpoint that has the port.</param>
internal sealed record PublishedAddress(string Scheme, string Host, EndpointReference Endpoint)
{
    public ReferenceExpression this[EndpointProperty property] => property switch
    {
        EndpointProperty.Url => Build($"{Scheme}://{Host}:", withPort: true),
        EndpointProperty.HostAndPort => Build($"{Host}:", withPort: true),
        EndpointProperty.Host => Build(Host),
        EndpointProperty.IPV4Host => Build(Host == "localhost" ? "127.0.0.1" : Host),
        EndpointProperty.Scheme => Build(Scheme),
        _ => Build("", withPort: true),
    };

    public static bool Has(EndpointProperty property) => property is EndpointProperty.Url or EndpointProperty.HostAndPort or EndpointProperty.Host
        or EndpointProperty.IPV4Host or EndpointProperty.Scheme or EndpointProperty.Port or EndpointProperty.TargetPort;

    private ReferenceExpression Build(string text, bool withPort = false)
    {
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral(text);
        if (withPort && Endpoint.EndpointAnnotation.TargetPort is { } port)
        {
            builder.AppendLiteral(port.ToString(CultureInfo.InvariantCulture));
        }
        else if (withPort)
        {
            builder.AppendValueProvider(Endpoint.Property(EndpointProperty.TargetPort));
        }

        return builder.Build();
    }
}
