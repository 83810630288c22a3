using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives a resource an HTTP probe for deployment, and a health check of the same path, in place of a probe of the same type.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="type">The question the probe asks.</param>
    /// <param name="path">The path to call; <c>/</c> when omitted.</param>
    /// <param name="initialDelaySeconds">The seconds before the first probe; 5 when omitted.</param>
    /// <param name="periodSeconds">The seconds between two probes; 5 when omitted.</param>
    /// <param name="timeoutSeconds">The seconds after which a probe has failed; 1 when omitted.</param>
    /// <param name="failureThreshold">How many probes in a row have to fail; 3 when omitted.</param>
    /// <param name="successThreshold">How many probes in a row have to succeed; 1 when omitted.</param>
    /// <param name="endpointName">The endpoint to call; <c>https</c>, else <c>http</c>, when omitted.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    [Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null,
        string? endpointName = null) where T : IResourceWithEndpoints, IResourceWithProbes
        => builder.WithHttpProbe(
            type,
            HttpEndpointSelector.ByName(builder, endpointName, "HTTP probe"),
            path,
            initialDelaySeconds,
            periodSeconds,
            timeoutSeconds,
            failureThreshold,
            successThreshold);

    /// <summary>Gives a resource an HTTP probe for deployment, and a health check of the same path, in place of a probe of the same type.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="type">The question the probe asks.</param>
    /// <param name="endpointSelector">Selects the endpoint to call; <c>https</c>, else <c>http</c>, when <see langword="null"/>.</param>
    /// <param name="path">The path to call; <c>/</c> when omitted.</param>
    /// <param name="initialDelaySeconds">The seconds before the first probe; 5 when omitted.</param>
    /// <param name="periodSeconds">The seconds between two probes; 5 when omitted.</param>
    /// <param name="timeoutSeconds">The seconds after which a probe has failed; 1 when omitted.</param>
    /// <param name="failureThreshold">How many probes in a row have to fail; 3 when omitted.</param>
    /// <param name="successThreshold">How many probes in a row have to succeed; 1 when omitted.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="DistributedApplicationException">There is no such HTTP endpoint.</exception>
    [Experimental("ASPIREPROBES001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null) where T : IResourceWithEndpoints, IResourceWithProbes
    {
        ArgumentNullException.ThrowIfNull(builder);

        var endpoint = HttpEndpointSelector.Select(builder, endpointSelector, "HTTP probe");
        foreach (var existing in builder.Resource.Annotations.OfType<ProbeAnnotation>().Where(probe => probe.Type == type).ToArray())
        {
            builder.Resource.Annotations.Remove(existing);
        }

        var annotation = new EndpointProbeAnnotation
        {
            Type = type,
            EndpointReference = endpoint,
            Path = path ?? "/",
            InitialDelaySeconds = initialDelaySeconds ?? 5,
            PeriodSeconds = periodSeconds ?? 5,
            TimeoutSeconds = timeoutSeconds ?? 1,
            FailureThreshold = failureThreshold ?? 3,
            SuccessThreshold = successThreshold ?? 1,
        };
        return builder.WithAnnotation(annotation).WithHttpHealthCheck(() => endpoint, path);
    }
}
