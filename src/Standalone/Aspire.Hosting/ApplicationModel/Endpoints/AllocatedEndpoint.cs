using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address at which an endpoint can be reached on one network.</summary>
[DebuggerDisplay("{Endpoint.Name,nq} = {UriString,nq} on {NetworkID.Value,nq}")]
public class AllocatedEndpoint
{
    /// <summary>Initializes an address.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host name or IP address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="bindingMode">The addresses the endpoint listens on.</param>
    /// <param name="targetPortExpression">The port the program listens on, as a text that the orchestrator resolves.</param>
    /// <param name="networkId">The network; the default network of the endpoint when omitted.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null, NetworkIdentifier? networkId = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);

        Endpoint = endpoint;
        Address = address;
        Port = port;
        BindingMode = bindingMode;
        TargetPortExpression = targetPortExpression;
        NetworkID = networkId ?? endpoint.DefaultNetworkID;
    }

    /// <summary>Initializes an address on the default network of the endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host name or IP address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="bindingMode">The addresses the endpoint listens on.</param>
    /// <param name="targetPortExpression">The port the program listens on, as a text that the orchestrator resolves.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null)
        : this(endpoint, address, port, bindingMode, targetPortExpression, networkId: null)
    {
    }

    /// <summary>Initializes an address on the default network of the endpoint, listening on that address only.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">The host name or IP address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="targetPortExpression">The port the program listens on, as a text that the orchestrator resolves.</param>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression, networkId: null)
    {
    }

    /// <summary>Gets the endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>Gets the host name or IP address.</summary>
    public string Address { get; }

    /// <summary>Gets the addresses the endpoint listens on.</summary>
    public EndpointBindingMode BindingMode { get; }

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets the scheme of the endpoint.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Gets address and port as <c>address:port</c>.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>Gets the URL as <c>scheme://address:port</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <summary>Gets the port the program listens on, as a text that the orchestrator resolves.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>Gets the network on which the address is valid.</summary>
    public NetworkIdentifier NetworkID { get; }

    /// <inheritdoc />
    public override string ToString() => UriString;
}
