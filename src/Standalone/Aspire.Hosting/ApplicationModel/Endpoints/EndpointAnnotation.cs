using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Describes an endpoint on which a resource listens.</summary>
[DebuggerDisplay("{UriScheme,nq} endpoint '{Name,nq}', Port = {Port}, TargetPort = {TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly ValueSnapshot<AllocatedEndpoint> _allocated = new();
    private Setting<int> _port;
    private Setting<int> _targetPort;
    private string? _transport;
    private bool? _tlsEnabled;

    /// <summary>Initializes an endpoint.</summary>
    /// <param name="protocol">The network protocol.</param>
    /// <param name="networkId">The network on which the endpoint is allocated by default; that of the host when omitted.</param>
    /// <param name="uriScheme">The scheme of its URL; the name of the protocol when omitted.</param>
    /// <param name="transport">The transport, for example <c>http</c> or <c>http2</c>.</param>
    /// <param name="name">The name; the scheme when omitted.</param>
    /// <param name="port">The port that callers use; chosen at start when omitted.</param>
    /// <param name="targetPort">The port on which the program listens.</param>
    /// <param name="isExternal">Whether the endpoint can be reached from outside when the application is deployed.</param>
    /// <param name="isProxied">Whether the orchestrator keeps a port of its own in front; it does unless told otherwise.</param>
    public EndpointAnnotation(ProtocolType protocol, NetworkIdentifier? networkId, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        uriScheme ??= protocol.ToString().ToLowerInvariant();
        name ??= uriScheme;
        ModelName.Validate(nameof(EndpointAnnotation), name);

        Protocol = protocol;
        UriScheme = uriScheme;
        Name = name;
        _transport = transport;
        _port = new Setting<int>(port);
        _targetPort = new Setting<int>(targetPort);
        IsExternal = isExternal ?? false;
        IsExplicitlyProxied = isProxied;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
        AllAllocatedEndpoints.Register(DefaultNetworkID, _allocated);
    }

    /// <inheritdoc cref="EndpointAnnotation(ProtocolType, NetworkIdentifier, string, string, string, int?, int?, bool?, bool?)"/>
    public EndpointAnnotation(ProtocolType protocol, NetworkIdentifier? networkId, string? uriScheme, string? transport, [EndpointName] string? name, int? port, int? targetPort, bool? isExternal, bool isProxied)
        : this(protocol, networkId, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied)
    {
    }

    /// <inheritdoc cref="EndpointAnnotation(ProtocolType, NetworkIdentifier, string, string, string, int?, int?, bool?, bool?)"/>
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, [EndpointName] string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, isProxied)
    {
    }

    /// <inheritdoc cref="EndpointAnnotation(ProtocolType, NetworkIdentifier, string, string, string, int?, int?, bool?, bool?)"/>
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme, string? transport, [EndpointName] string? name, int? port, int? targetPort, bool? isExternal, bool isProxied)
        : this(protocol, networkId: null, uriScheme, transport, name, port, targetPort, isExternal, (bool?)isProxied)
    {
    }

    /// <summary>Gets or sets the name.</summary>
    public string Name { get; set; }

    /// <summary>Gets or sets the network protocol.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>Gets or sets the port that callers use.</summary>
    /// <value>Without a proxy, the target port unless set.</value>
    public int? Port
    {
        get => _port.Value ?? (IsProxied || _port.IsCleared ? null : _targetPort.Value);
        set => _port = Setting<int>.Assigned(value);
    }

    /// <summary>Gets or sets the port on which the program listens.</summary>
    /// <value>Without a proxy, the port unless set.</value>
    public int? TargetPort
    {
        get => _targetPort.Value ?? (IsProxied || _targetPort.IsCleared ? null : _port.Value);
        set => _targetPort = Setting<int>.Assigned(value);
    }

    /// <summary>Gets or sets the scheme of the URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>Gets or sets the address on which the program listens.</summary>
    /// <value><c>localhost</c> unless set.</value>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>Gets or sets the transport.</summary>
    /// <value><c>http</c> for the schemes http and https, else the protocol in lower case, unless set.</value>
    public string Transport
    {
        get => _transport ?? (IsHttpScheme ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>Gets or sets whether the endpoint can be reached from outside when the application is deployed.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Gets or sets whether the orchestrator keeps a port of its own in front of the program's.</summary>
    /// <value><see langword="true"/> unless set.</value>
    public bool IsProxied
    {
        get => IsExplicitlyProxied ?? true;
        set => IsExplicitlyProxied = value;
    }

    /// <summary>Gets or sets what was asked for about the proxy.</summary>
    /// <value><see langword="null"/> when nothing was said.</value>
    public bool? IsExplicitlyProxied { get; set; }

    /// <summary>Gets or sets whether a reference to the whole resource leaves this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Gets or sets whether the endpoint uses TLS.</summary>
    /// <value><see langword="true"/> for the scheme https unless set.</value>
    public bool TlsEnabled
    {
        get => _tlsEnabled ?? string.Equals(UriScheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
        set => _tlsEnabled = value;
    }

    /// <summary>Gets the network on which the endpoint is allocated by default.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>Gets or sets the address on the default network.</summary>
    /// <value><see langword="null"/> until it is allocated.</value>
    /// <exception cref="InvalidOperationException">The address belongs to another network.</exception>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.TryGetValue(out var endpoint) ? endpoint : null;
        set
        {
            if (value is null)
            {
                _allocated.SetException(new InvalidOperationException($"The endpoint `{Name}` is not allocated"));
            }
            else if (value.NetworkID != DefaultNetworkID)
            {
                throw new InvalidOperationException(
                    $"The default AllocatedEndpoint's network ID must match the EndpointAnnotation network ID ('{DefaultNetworkID}'). The attempted AllocatedEndpoint belongs to '{value.NetworkID}'.");
            }
            else
            {
                _allocated.SetValue(value);
            }
        }
    }

    /// <summary>Gets the address on the default network, to wait for.</summary>
    [Obsolete("Use AllocatedEndpoint or AllAllocatedEndpoints instead.")]
    public ValueSnapshot<AllocatedEndpoint> AllocatedEndpointSnapshot => _allocated;

    /// <summary>Gets the addresses on all networks.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();

    /// <summary>Whether the endpoint comes from the applicationUrl of a launch profile.</summary>
    internal bool FromLaunchProfile { get; set; }

    /// <summary>The variable that tells the program its port; endpoints with one take no part in ASPNETCORE_URLS.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    internal bool IsHttpScheme
        => string.Equals(UriScheme, Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) || string.Equals(UriScheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>A value, and whether it was assigned to be empty: then no other port stands in for it.</summary>
    private readonly record struct Setting<T>(T? Value, bool IsCleared = false) where T : struct
    {
        public static Setting<T> Assigned(T? value) => new(value, IsCleared: value is null);
    }
}
