using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes.Preparing;

/// <summary>
/// Where a workload listens, and how others reach it.
/// </summary>
internal sealed record WorkloadEndpoint(string Name, string Scheme, string Protocol, string Host, PortText Port, PortText? ServicePort)
{
    /// <param name="property">What is asked for.</param>
    /// <param name="isPart">Whether it becomes a part of a longer text.</param>
    public string Read(EndpointProperty property, bool isPart)
    {
        var reached = ServicePort ?? Port;
        return property switch
        {
            EndpointProperty.Url => $"{Scheme}://{Host}:{reached.InText}",
            EndpointProperty.HostAndPort => $"{Host}:{reached.InText}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => Host,
            EndpointProperty.Port => isPart ? reached.InText : reached.Alone,
            EndpointProperty.TargetPort => isPart ? Port.InText : Port.Alone,
            EndpointProperty.Scheme => Scheme,
            _ => throw new NotSupportedException(),
        };
    }
}
