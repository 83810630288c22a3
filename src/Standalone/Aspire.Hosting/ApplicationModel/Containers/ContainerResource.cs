using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="entrypoint">The program that is run instead of the one of the image.</param>
[DebuggerDisplay("{GetType().Name,nq} '{Name,nq}'")]
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>Gets or sets the program that is run instead of the one of the image.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
