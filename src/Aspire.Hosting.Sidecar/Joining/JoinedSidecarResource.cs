using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Stands in run mode in the place of a container that joins the network of another: an executable that runs the engine's client.
/// </summary>
/// <remarks>
/// Aspire's orchestrator attaches every container resource to the session network, and engines refuse a second network beside
/// <c>--network container:…</c>. This class can go once it does not.
/// </remarks>
internal sealed class JoinedSidecarResource(string name, string engine, string workingDirectory, IResource container, string containerName, bool isOnHostNetwork)
    : ExecutableResource(name, engine, workingDirectory)
{
    /// <summary>The container resource as the user declared it.</summary>
    public IResource Container { get; } = container;

    /// <summary>Whether it has the network of the host, not that of its main's container.</summary>
    public bool IsOnHostNetwork { get; } = isOnHostNetwork;

    /// <summary>The name of the container, the same for the whole run.</summary>
    public string ContainerName { get; } = containerName;

    /// <summary>Whether its image has been built in this run.</summary>
    public bool HasImage { get; set; }

    /// <summary>
    /// Whether it is the pod that starts it, and not the user: then it takes the image that it has, and loses no time with a build.
    /// </summary>
    public bool IsStartedByPod { get; set; }
}
