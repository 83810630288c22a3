using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestrator;

/// <summary>An instance of a resource that has been started.</summary>
internal interface IRunningResource
{
    /// <summary>Completes when it has ended, with its exit code if it has one. All its output has been logged by then.</summary>
    Task<int?> Exited { get; }

    /// <summary>Adds to the snapshot what is known only once it runs.</summary>
    CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot);

    /// <summary>Ends it, by force when it takes longer than <paramref name="grace"/>.</summary>
    Task StopAsync(TimeSpan grace);
}
