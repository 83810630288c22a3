using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Model;

/// <summary>
/// The endpoints that a monitoring sidecar scrapes and probes, to be checked when the model is complete.
/// </summary>
internal sealed class MonitoredEndpointsAnnotation(MonitoringSidecarOptions options) : IResourceAnnotation
{
    /// <summary>The owner and the name of each.</summary>
    public IEnumerable<(IResource Owner, string Name)> Of(IResource main) =>
        options.Scrapes.Concat(options.Probes).Select(monitored => monitored.Endpoint is { } endpoint ? (endpoint.Resource, endpoint.EndpointName) : (main, monitored.Name!)).Distinct();
}
