using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Preparing;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Aspire.Hosting.Docker;

/// <summary>
/// A resource as a service of a Compose file.
/// </summary>
/// <param name="name">The resource name.</param>
/// <param name="resource">The resource that is published.</param>
/// <param name="composeEnvironmentResource">The environment.</param>
public class DockerComposeServiceResource(string name, IResource resource, DockerComposeEnvironmentResource composeEnvironmentResource)
    : Resource(name), IResourceWithParent<DockerComposeEnvironmentResource>
{
    /// <summary>Gets the environment.</summary>
    public DockerComposeEnvironmentResource Parent { get; } = composeEnvironmentResource;

    internal IResource Target { get; } = resource;

    internal Dictionary<string, object> Variables { get; set; } = [];

    internal IList<object> Arguments { get; set; } = [];

    internal List<Volume> Mounts { get; } = [];

    internal Dictionary<string, ServiceEndpoint> Endpoints { get; } = [];
}
