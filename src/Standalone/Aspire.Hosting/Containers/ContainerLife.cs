using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator;

namespace Aspire.Hosting.Containers;

/// <summary>A container from one start to the next end.</summary>
internal sealed class ContainerLife(ContainerWatch watch) : IRunningResource
{
    private readonly TaskCompletionSource<int?> _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int?> Exited => _exited.Task;

    /// <summary>Completes when the container has ended, while its output may still be under way.</summary>
    public Task<int?> Death => _death.Task;

    /// <summary>Completes when the output is of no interest any more.</summary>
    public Task Abandoned => _abandoned.Task;

    public CustomResourceSnapshot Describe(CustomResourceSnapshot snapshot)
        => snapshot with { Properties = snapshot.Properties.SetProperty(SnapshotProperties.ContainerId, watch.ContainerId) };

    public Task StopAsync(TimeSpan grace) => watch.StopAsync(this, grace);

    /// <summary>The container has ended.</summary>
    public void Die(int? exitCode) => _death.TrySetResult(exitCode);

    /// <summary>Whatever the container does is no longer of interest.</summary>
    public void Abandon()
    {
        Die(exitCode: null);
        _abandoned.TrySetResult();
    }

    /// <summary>The end of the output has been logged.</summary>
    public async Task CompleteAsync() => _exited.TrySetResult(await Death.ConfigureAwait(false));
}
