using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>What the host itself does before the application starts, ahead of all other handlers.</summary>
internal static class BuiltInHandlers
{
    /// <summary>Names the instances of what this host runs, so that other handlers can already refer to them.</summary>
    public static Task NameInstances(BeforeStartEvent @event, CancellationToken cancellationToken)
    {
        var appHostHash = @event.Services.GetRequiredService<IConfiguration>()["AppHost:Sha256"]!;
        foreach (var resource in @event.Model.Resources)
        {
            if (resource is ProjectResource or ExecutableResource || resource.HasAnnotationOfType<ContainerImageAnnotation>())
            {
                resource.EnsureInstances(appHostHash);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives the HTTP endpoints of a service that speaks HTTP/2 only that transport.</summary>
    public static Task ApplyHttp2(BeforeStartEvent @event, CancellationToken cancellationToken)
    {
        foreach (var resource in @event.Model.Resources.Where(resource => resource.HasAnnotationOfType<Http2ServiceAnnotation>()))
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            {
                endpoint.Transport = "http2";
            }
        }

        return Task.CompletedTask;
    }
}
