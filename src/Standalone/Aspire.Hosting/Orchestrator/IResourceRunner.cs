using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Knows how to run one kind of resource. The first registered runner that can run a resource does.</summary>
internal interface IResourceRunner
{
    /// <summary>The state of such a resource when it has ended.</summary>
    string EndState { get; }

    bool CanRun(IResource resource);

    /// <summary>Starts an instance. By then everything that it waits for is there.</summary>
    /// <exception cref="ResourceStartException">It cannot be started, and the message says all there is to know.</exception>
    Task<IRunningResource> StartAsync(ResourceStart start, CancellationToken cancellationToken);

    /// <summary>Gives up what was needed to run the resources, after all of them have been stopped.</summary>
    Task StopAsync() => Task.CompletedTask;
}
