using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker;

/// <summary>
/// Changes the service of a resource before it is written.
/// </summary>
/// <param name="configure">Changes the service.</param>
public sealed class DockerComposeServiceCustomizationAnnotation(Action<DockerComposeServiceResource, Service> configure) : IResourceAnnotation
{
    /// <summary>Gets what changes the service.</summary>
    public Action<DockerComposeServiceResource, Service> Configure { get; } = configure;
}
