using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Planning;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Hides the joined sidecars from the orchestrator, but only while it prepares what it will create, and lends their endpoints to their mains for that time.
/// </summary>
/// <remarks>
/// The orchestrator makes a container of every resource with an image. When it has prepared, and has created nothing yet, it publishes the first
/// <see cref="InitializeResourceEvent"/>, whose handlers run at once as far as they do not wait: there all is given back, to the same objects. So the ports of the
/// sidecars are published on the main's container, and allocated on the very endpoints that users hold.
/// </remarks>
internal sealed class PreparingWindow
{
    private readonly IReadOnlyCollection<JoinedSidecar> _sidecars;
    private readonly List<Action> _restore = [];
    private int _isClosed;

    private PreparingWindow(IReadOnlyCollection<JoinedSidecar> sidecars) => _sidecars = sidecars;

    /// <summary>
    /// Opens the window. It closes by itself.
    /// </summary>
    public static void Open(IReadOnlyCollection<JoinedSidecar> sidecars, IDistributedApplicationEventing eventing)
    {
        var window = new PreparingWindow(sidecars);
        eventing.Subscribe<InitializeResourceEvent>((_, _) =>
        {
            window.Close();
            return Task.CompletedTask;
        });
        window.Hide();
    }

    private void Hide()
    {
        foreach (var sidecar in _sidecars)
        {
            var main = sidecar.Pod.Main.Resource;
            var resource = sidecar.Resource;
            ImmutableArray<ContainerImageAnnotation> images = [.. resource.Annotations.OfType<ContainerImageAnnotation>()];
            Take(resource, images);
            _restore.Add(() => Give(resource, images));

            ImmutableArray<EndpointAnnotation> endpoints = [.. resource.Annotations.OfType<EndpointAnnotation>()];
            Take(resource, endpoints);
            if (sidecar.Member.Network == PodNetwork.Pod)
            {
                Lend(main, resource, endpoints);
            }
            else
            {
                _restore.Add(() => HostEndpoints.Allocate(endpoints));
            }

            _restore.Add(() => Give(resource, endpoints));
        }
    }

    private void Lend(IResource main, IResource sidecar, ImmutableArray<EndpointAnnotation> endpoints)
    {
        var hasProxies = sidecar.Annotations.OfType<ProxySupportAnnotation>().LastOrDefault() is not { ProxyEnabled: false };
        foreach (var endpoint in endpoints)
        {
            if (!hasProxies)
            {
                // The orchestrator asks the resource on which it finds the endpoint, and that is the main.
                endpoint.IsProxied = false;
            }

            var name = endpoint.Name;
            endpoint.Name = FreeName(main, $"{sidecar.Name}-{name}");
            main.Annotations.Add(endpoint);
            _restore.Add(() =>
            {
                main.Annotations.Remove(endpoint);
                endpoint.Name = name;
            });
        }
    }

    /// <summary>Endpoint <c>c</c> of sidecar <c>a-b</c> and endpoint <c>b-c</c> of sidecar <c>a</c> would come to one name.</summary>
    private static string FreeName(IResource main, string wanted)
    {
        var taken = main.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = wanted;
        for (var number = 2; taken.Contains(name); number++)
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return name;
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            foreach (var restore in _restore)
            {
                restore();
            }
        }
    }

    private static void Take(IResource resource, IEnumerable<IResourceAnnotation> annotations)
    {
        foreach (var annotation in annotations)
        {
            resource.Annotations.Remove(annotation);
        }
    }

    private static void Give(IResource resource, IEnumerable<IResourceAnnotation> annotations)
    {
        foreach (var annotation in annotations)
        {
            resource.Annotations.Add(annotation);
        }
    }
}
