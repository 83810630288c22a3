using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.References;

/// <summary>
/// Where a consumer reaches an endpoint, if not where the environment says.
/// </summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Host">A host, such as <c>localhost</c>, on which the program's own port is open; or <see langword="null"/> for host and port that the environment gives the endpoint.</param>
/// <param name="Endpoint">The endpoint that answers.</param>
internal sealed record ReachableAddress(string Scheme, string? Host, EndpointReference Endpoint)
{
    public ReferenceExpression this[EndpointProperty property]
    {
        get
        {
            var builder = new ReferenceExpressionBuilder();
            switch (property)
            {
                case EndpointProperty.Url:
                    builder.AppendLiteral($"{Scheme}://");
                    AppendHost(builder, EndpointProperty.Host);
                    AppendPort(builder, separator: ":");
                    break;
                case EndpointProperty.HostAndPort:
                    AppendHost(builder, EndpointProperty.Host);
                    AppendPort(builder, separator: ":");
                    break;
                case EndpointProperty.Host or EndpointProperty.IPV4Host:
                    AppendHost(builder, property);
                    break;
                case EndpointProperty.Scheme:
                    builder.AppendLiteral(Scheme);
                    break;
                default:
                    AppendPort(builder, separator: "", property);
                    break;
            }

            return builder.Build();
        }
    }

    public static bool Has(EndpointProperty property) => property is EndpointProperty.Url or EndpointProperty.HostAndPort or EndpointProperty.Host
        or EndpointProperty.IPV4Host or EndpointProperty.Scheme or EndpointProperty.Port or EndpointProperty.TargetPort;

    private void AppendHost(ReferenceExpressionBuilder builder, EndpointProperty property)
    {
        if (Host is null)
        {
            builder.AppendValueProvider(Endpoint.Property(property));
        }
        else
        {
            builder.AppendLiteral(Host == "localhost" && property == EndpointProperty.IPV4Host ? "127.0.0.1" : Host);
        }
    }

    private void AppendPort(ReferenceExpressionBuilder builder, string separator, EndpointProperty property = EndpointProperty.Port)
    {
        builder.AppendLiteral(separator);
        if (Host is null)
        {
            builder.AppendValueProvider(Endpoint.Property(property));
        }
        else if (Endpoint.EndpointAnnotation.TargetPort is { } port)
        {
            builder.AppendLiteral(port.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            builder.AppendValueProvider(Endpoint.Property(EndpointProperty.TargetPort));
        }
    }
}
