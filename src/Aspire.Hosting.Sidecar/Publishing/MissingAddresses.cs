using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Diagnostics;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Finds references to endpoints that are nowhere when the application is published: some environments end with an exception that names nothing, others write an address that does not exist.
/// </summary>
internal sealed class MissingAddresses(PodPublication publication)
{
    private readonly HashSet<string> _published = publication.Resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IResource> _all = publication.Model.Resources.ToDictionary(resource => resource.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a reference, or <see langword="null"/>.</summary>
    public string? Find(IResource consumer, EndpointReference endpoint)
    {
        var name = endpoint.Resource.Name;
        if (!_all.TryGetValue(name, out var resource))
        {
            return null;
        }

        if (resource is ExecutableResource && !resource.IsContainer())
        {
            return PublishDiagnostics.ReferenceToProgram(consumer.Name, name);
        }

        if (resource.IsExcludedFromPublish())
        {
            return PublishDiagnostics.ReferenceToExcluded(consumer.Name, name);
        }

        return !_published.Contains(name) && resource.HasAnnotationOfType<SidecarMainAnnotation>() ? PublishDiagnostics.ReferenceToElsewhere(consumer.Name, publication.Environment.Name, name) : null;
    }
}
