using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.StandIns;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Reads where a resource listens.
/// </summary>
internal static class EndpointReader
{
    private const int DefaultPort = 8080;

    public static void Read(KubernetesResource resource, PortNumbers ports)
    {
        foreach (var resolved in resource.Target.ResolveEndpoints(ports))
        {
            var endpoint = resolved.Endpoint;
            var target = resolved.TargetPort.Value;
            var exposed = target is not null && resolved.ExposedPort.Value is { } number && number != target ? PortText.Number(Text(number)) : null;
            resource.Endpoints[endpoint.Name] = new(
                endpoint.Name, endpoint.UriScheme, Protocol(endpoint), ObjectNames.Service(resource.Target), target is { } port ? PortText.Number(Text(port)) : Open(resource, endpoint), exposed);
        }
    }

    /// <summary>A project's port is a value of the chart; its https endpoint has no certificate there, and is answered where http is.</summary>
    private static PortText Open(KubernetesResource resource, EndpointAnnotation endpoint)
    {
        if (endpoint.UriScheme == "https" && resource.Endpoints.Values.FirstOrDefault(known => known.Scheme == "http") is { } http)
        {
            return http.Port;
        }

        var key = ChartValues.Key($"port_{endpoint.Name}");
        var path = ChartValues.Path(ChartValues.ParametersSection, resource.Target.Name, key);
        resource.Values.Parameters[key] = new(key, $"{{{{ {path} }}}}", DefaultPort);
        return PortText.Parameter(path);
    }

    private static string Protocol(EndpointAnnotation endpoint) => endpoint.Protocol switch
    {
        ProtocolType.Tcp => "TCP",
        ProtocolType.Udp => "UDP",
        _ => throw new InvalidOperationException($"Unsupported protocol type: {endpoint.Protocol}"),
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
