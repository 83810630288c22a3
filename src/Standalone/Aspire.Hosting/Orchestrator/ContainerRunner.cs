using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Stands in for a container engine, so that an application with containers starts with everything else in it.</summary>
internal sealed class ContainerRunner : IResourceRunner
{
    public string EndState => KnownResourceStates.Exited;

    public bool CanRun(IResource resource) => resource.Annotations.OfType<ContainerImageAnnotation>().Any();

    public Task<IRunningResource> StartAsync(ResourceStart start, CancellationToken cancellationToken)
        => throw new ResourceStartException(
            $"Resource '{start.Resource.Name}' is a container, and the standalone host does not run containers yet. Build against the Aspire packages to run it.")
        {
            State = KnownResourceStates.RuntimeUnhealthy,
        };
}
