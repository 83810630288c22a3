using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>The URLs of resources: those of their endpoints, those given to them, and what their callbacks make of both.</summary>
internal sealed partial class ResourceUrls(DistributedApplicationExecutionContext executionContext, ResourceLoggerService loggers)
{
    /// <summary>Works out the URLs once the endpoints are allocated, and leaves them on the resource as annotations.</summary>
    public async Task ProcessAsync(IResource resource, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(resource);
        try
        {
            ResourceUrlAnnotation[] given = [.. resource.Annotations.OfType<ResourceUrlAnnotation>()];
            List<ResourceUrlAnnotation> urls = [.. OfEndpoints(resource, given), .. given];
            var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken) { Logger = logger };
            foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
            {
                await callback.Callback(context).ConfigureAwait(false);
            }

            CompleteRelative(urls);
            foreach (var url in given)
            {
                resource.Annotations.Remove(url);
            }

            foreach (var url in urls)
            {
                resource.Annotations.Add(url);
            }
        }
#pragma warning disable CA1031 // Callbacks are user code, and a resource without URLs still starts.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception, resource.Name);
        }
    }

    /// <summary>The URLs as a snapshot lists them. They can be opened only while the resource runs.</summary>
    public ImmutableArray<UrlSnapshot> Snapshot(IResource resource, bool isActive)
    {
        return [.. resource.Annotations.OfType<ResourceUrlAnnotation>().Select(ToSnapshot)];

        UrlSnapshot ToSnapshot(ResourceUrlAnnotation url)
            => new(url.Endpoint?.EndpointName, url.Url, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
            {
                IsInactive = !isActive && url.Endpoint is not null,
#pragma warning disable CS0618 // The order is still part of what a snapshot shows.
                DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
#pragma warning restore CS0618
            };
    }

    // An endpoint that has a URL already has it from an earlier allocation.
    private static ResourceUrlAnnotation[] OfEndpoints(IResource resource, ResourceUrlAnnotation[] given)
        => resource is IResourceWithEndpoints withEndpoints
            ? resource.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => !given.Any(url => url.Endpoint?.EndpointName == endpoint.Name && ReferenceEquals(url.Endpoint.Resource, resource)))
                .SelectMany(endpoint => OfEndpoint(new EndpointReference(withEndpoints, endpoint), endpoint))
                .ToArray()
            : [];

    private static IEnumerable<ResourceUrlAnnotation> OfEndpoint(EndpointReference reference, EndpointAnnotation endpoint)
    {
        if (endpoint.AllocatedEndpoint is not { } allocated)
        {
            yield break;
        }

        var isNamed = EndpointHostHelpers.IsLocalhostTld(endpoint.TargetHost);
        if (isNamed)
        {
            yield return Url(endpoint.TargetHost, UrlDisplayLocation.SummaryAndDetails);
        }

        yield return new ResourceUrlAnnotation
        {
            Url = allocated.UriString,
            Endpoint = reference,
            DisplayLocation = isNamed ? UrlDisplayLocation.DetailsOnly : UrlDisplayLocation.SummaryAndDetails,
        };
        if (allocated.BindingMode != EndpointBindingMode.SingleAddress)
        {
            yield return Url(Environment.MachineName, UrlDisplayLocation.SummaryAndDetails);
        }

        ResourceUrlAnnotation Url(string host, UrlDisplayLocation location) => new()
        {
            Url = $"{allocated.UriScheme}://{host}:{allocated.Port}",
            Endpoint = reference,
            DisplayLocation = location,
        };
    }

    private static void CompleteRelative(List<ResourceUrlAnnotation> urls)
    {
        foreach (var url in urls.Where(url => url.Url.StartsWith('/')))
        {
            if (url.Endpoint?.EndpointAnnotation.AllocatedEndpoint is { } allocated)
            {
                url.Url = allocated.UriString + url.Url;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "An error occurred while processing URLs for resource '{ResourceName}'.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string resourceName);
}
