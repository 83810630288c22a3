using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Aspire.Hosting.Sidecar.Telemetry.Usage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Watches the states of all resources and feeds them to the pods; stops the pods in order when the application ends.
/// </summary>
/// <remarks>
/// A hosted service, because the host ends its resources all at once: services that are registered later stop earlier, and the host's own come first.
/// </remarks>
internal sealed class PodCoordinator(
    ResourceCommandService commands,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    SidecarMaterializer materializer,
    EngineVolumes volumes,
    ContainerEnds ends,
    UsageMonitor usage,
    TimeProvider time,
    ILogger<PodCoordinator> logger) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private ImmutableArray<PodRunner> _runners = [];
    private Task _running = Task.CompletedTask;
    private bool _isStopped;
    private int _isDisposed;

    /// <summary>
    /// Begins to watch. Called before anything starts, so that no change is missed.
    /// </summary>
    public void Watch(ImmutableArray<PodPlan> pods)
    {
        if (pods.IsEmpty)
        {
            return;
        }

        _runners = [.. pods.Select(pod =>
            new PodRunner(pod, new PodExecutor(pod, commands, notifications, loggers, ends, time), new PodTelemetry(pod), logger))];
        _running = Task.WhenAll([WatchStatesAsync(_ended.Token), usage.RunAsync(pods, _ended.Token), .. _runners.Select(runner => runner.RunAsync(_ended.Token))]);
    }

    /// <summary>
    /// Tells the pod of a resource what happens to it.
    /// </summary>
    public void Post(IResource resource, PodChange change) => _runners.FirstOrDefault(runner => runner.Pod.Find(resource) is not null)?.Post(change);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_runners.Select(runner => runner.ShutDownAsync(cancellationToken))).ConfigureAwait(false);
        await RemoveContainersAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
        _isStopped = true;
    }

    /// <summary>By now the host has removed its containers, and the engine lets go of their volumes.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => volumes.RemoveAsync(cancellationToken);

    /// <summary>The container disposes it once as itself and once as a hosted service.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await EndAsync().ConfigureAwait(false);
            if (!_isStopped)
            {
                // The application is disposed without having been stopped, as some tests of users do. The volumes are still in use by containers of the host.
                await RemoveContainersAsync(CancellationToken.None).ConfigureAwait(false);
            }

            _ended.Dispose();
        }
    }

    private Task RemoveContainersAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_runners.SelectMany(runner => runner.Pod.Members).Select(member => member.Resource).OfType<JoinedSidecarResource>()
            .Select(joined => materializer.RemoveAsync(joined, cancellationToken)));

    private async Task EndAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task WatchStatesAsync(CancellationToken cancellationToken)
    {
        var runners = _runners
            .SelectMany(runner => runner.Pod.Members.Prepend(runner.Pod.Main).Select(member => (member.Resource, Runner: runner)))
            .ToDictionary(member => member.Resource, member => (member.Runner, Instances: new ResourceInstances()));
        try
        {
            await foreach (var update in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (runners.TryGetValue(update.Resource, out var member))
                {
                    var (phase, exitCode) = member.Instances.Update(update.ResourceId, MemberPhases.Of(update.Snapshot.State?.Text), update.Snapshot.ExitCode);
                    member.Runner.Post(new PodChange.Reported(update.Resource, phase, exitCode, time.GetUtcNow())
                    {
                        ContainerIdentity = Donor.Identity(update.Snapshot),
                    });
                    await CompleteAsync(member.Runner.Pod.Find(update.Resource) ?? member.Runner.Pod.Main, update).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application has ended.
        }
    }

    private async Task CompleteAsync(PodMember member, ResourceEvent update)
    {
        if (!ReferenceEquals(MemberDisplay.Complete(member, update.Snapshot), update.Snapshot))
        {
            await notifications.PublishUpdateAsync(update.Resource, update.ResourceId, snapshot => MemberDisplay.Complete(member, snapshot))
                .ConfigureAwait(false);
        }
    }
}
