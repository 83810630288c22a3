using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Refers to an endpoint of a resource by name. The endpoint may be declared and allocated later.</summary>
/// <param name="owner">The resource.</param>
/// <param name="endpointName">The name of the endpoint.</param>
/// <param name="contextNetworkId">The network from which the endpoint is seen; that of the consumer when omitted.</param>
[DebuggerDisplay("'{EndpointName,nq}' of '{Resource.Name,nq}', IsAllocated = {IsAllocated}")]
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName, NetworkIdentifier? contextNetworkId = null) : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    /// <summary>Initializes a reference that every consumer sees from its own network.</summary>
    /// <param name="owner">The resource.</param>
    /// <param name="endpointName">The name of the endpoint.</param>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
        : this(owner, endpointName, contextNetworkId: null)
    {
    }

    /// <summary>Initializes a reference to a declared endpoint, seen from one network.</summary>
    /// <param name="owner">The resource.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="contextNetworkId">The network from which the endpoint is seen; that of the consumer when omitted.</param>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint, NetworkIdentifier? contextNetworkId)
        : this(owner, (endpoint ?? throw new ArgumentNullException(nameof(endpoint))).Name, contextNetworkId)
    {
        _annotation = endpoint;
    }

    /// <summary>Initializes a reference to a declared endpoint that every consumer sees from its own network.</summary>
    /// <param name="owner">The resource.</param>
    /// <param name="endpoint">The endpoint.</param>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
        : this(owner, endpoint, contextNetworkId: null)
    {
    }

    /// <summary>Gets the resource.</summary>
    public IResourceWithEndpoints Resource { get; } = owner ?? throw new ArgumentNullException(nameof(owner));

    /// <summary>Gets the name of the endpoint.</summary>
    public string EndpointName { get; } = endpointName ?? throw new ArgumentNullException(nameof(endpointName));

    /// <summary>Gets the network from which the endpoint is seen.</summary>
    /// <value><see langword="null"/> for the network of the consumer.</value>
    public NetworkIdentifier? ContextNetworkID { get; } = contextNetworkId;

    /// <summary>Gets the message for an endpoint that does not exist, instead of the usual one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets the endpoint.</summary>
    /// <exception cref="InvalidOperationException">The resource has no such endpoint.</exception>
    public EndpointAnnotation EndpointAnnotation => Find() ?? throw new InvalidOperationException(ErrorMessage ?? DescribeMissing());

    /// <summary>Gets whether the resource has such an endpoint.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Gets whether the address is known, on the network of the reference or else on that of the host.</summary>
    public bool IsAllocated => FindAllocated() is not null;

    /// <summary>Gets whether the scheme is http.</summary>
    public bool IsHttp => string.Equals(Scheme, Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether the scheme is https.</summary>
    public bool IsHttps => string.Equals(Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether the endpoint exists and uses TLS.</summary>
    public bool TlsEnabled => Find() is { TlsEnabled: true };

    /// <summary>Gets whether the name of the endpoint is http or https.</summary>
    public bool IsHttpSchemeNamedEndpoint
        => string.Equals(EndpointName, Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) || string.Equals(EndpointName, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets whether the endpoint exists and a reference to the whole resource leaves it out.</summary>
    public bool ExcludeReferenceEndpoint => Find() is { ExcludeReferenceEndpoint: true };

    /// <summary>Gets the port that callers use.</summary>
    /// <exception cref="InvalidOperationException">The address is not known yet.</exception>
    public int Port => Allocated.Port;

    /// <summary>Gets the port on which the program listens, as far as it is fixed.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>Gets the host.</summary>
    /// <exception cref="InvalidOperationException">The address is not known yet.</exception>
    public string Host => Allocated.Address;

    /// <summary>Gets the scheme.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>Gets the URL.</summary>
    /// <exception cref="InvalidOperationException">The address is not known yet.</exception>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => GetExpression(EndpointProperty.Url);

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated
        => FindAllocated() ?? throw new InvalidOperationException($"The endpoint `{EndpointName}` is not allocated for the resource `{Resource.Name}`.");

    /// <summary>Gets a value that stands for a part of the address.</summary>
    /// <param name="property">The part.</param>
    /// <returns>The value.</returns>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>Gets a value that depends on whether the endpoint uses TLS.</summary>
    /// <param name="enabledValue">The value with TLS.</param>
    /// <param name="disabledValue">The value without TLS.</param>
    /// <returns>The value.</returns>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue)
        => ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    /// <summary>Gets the URL as the host sees it, waiting until it is known.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The URL.</returns>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        => Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    /// <summary>Gets the URL as the consumer sees it, waiting until it is known.</summary>
    /// <param name="context">Says who the consumer is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The URL.</returns>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
        => Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    internal string GetExpression(EndpointProperty property)
    {
        return property switch
        {
            EndpointProperty.Url => Binding("url"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => Binding("host"),
            EndpointProperty.Port => Binding("port"),
            EndpointProperty.Scheme => Binding("scheme"),
            EndpointProperty.TargetPort => Binding("targetPort"),
            EndpointProperty.HostAndPort => $"{Binding("host")}:{Binding("port")}",
            EndpointProperty.TlsEnabled => Binding("tlsEnabled"),
            _ => throw new InvalidOperationException($"The property '{property}' is not supported for the endpoint '{EndpointName}'."),
        };

        string Binding(string part) => $"{{{Resource.Name}.bindings.{EndpointName}.{part}}}";
    }

    private EndpointAnnotation? Find()
        => _annotation ??= Resource.Annotations.OfType<EndpointAnnotation>().SingleOrDefault(annotation => string.Equals(annotation.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private AllocatedEndpoint? FindAllocated()
        => Find() is { } annotation && annotation.AllAllocatedEndpoints.TryGetAllocatedEndpoint(ContextNetworkID ?? KnownNetworkIdentifiers.LocalhostNetwork, out var endpoint) ? endpoint : null;

    private string DescribeMissing()
    {
        var names = string.Join(", ", Resource.Annotations.OfType<EndpointAnnotation>().Select(annotation => $"`{annotation.Name}`").Distinct(StringComparer.OrdinalIgnoreCase));
        var known = names.Length == 0 ? "The resource has no endpoints defined." : $"Available endpoints: {names}.";
        return $"The endpoint `{EndpointName}` is not defined for the resource `{Resource.Name}`. {known}";
    }
}
