using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project that runs as a process on the machine.</summary>
/// <param name="name">The name of the resource.</param>
[DebuggerDisplay("{GetType().Name,nq} '{Name,nq}'")]
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource, IContainerFilesDestinationResource;
