using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Planning;
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
internal sealed partial class PodCoordinator(
    PodRunners runners,
    StateWatch states,
    JoinedSidecars joined,
    MemberCommands memberCommands,
    EngineVolumes volumes,
    UsageMonitor usage,
    IDistributedApplicationEventing eventing,
    ILogger<PodCoordinator> logger) : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>For the engine to let go of volumes when the host has removed its containers. What takes longer is removed after this process has ended.</summary>
    private static readonly TimeSpan VolumesTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
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

        runners.Add(pods);
        _running = Task.WhenAll([
            states.RunAsync(_ended.Token), usage.RunAsync(pods, IsRunning, _ended.Token), .. runners.All.Select(runner => runner.RunAsync(_ended.Token))]);
        WrapCommands();
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        joined.OpenWindow();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(runners.All.Select(runner => runner.ShutDownAsync(cancellationToken))).ConfigureAwait(false);
        await joined.RemoveAllAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
        _isStopped = true;
    }

    /// <summary>By now the host has removed its containers, and the engine lets go of their volumes.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(VolumesTime);
        try
        {
            await volumes.RemoveAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogVolumesLeft();
        }
    }

    /// <summary>The container disposes it once as itself and once as a hosted service.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await EndAsync().ConfigureAwait(false);
            if (!_isStopped)
            {
                // The application ends without having been stopped: it was interrupted while it started, or disposed at once, as some tests of users do.
                await joined.RemoveAllAsync(CancellationToken.None).ConfigureAwait(false);
            }

            _ended.Dispose();
        }
    }

    /// <summary>The orchestrator adds its commands while it prepares, and has done so when the first resource is initialized.</summary>
    private void WrapCommands()
    {
        var isWrapped = 0;
        eventing.Subscribe<InitializeResourceEvent>((_, _) =>
        {
            if (Interlocked.Exchange(ref isWrapped, 1) == 0)
            {
                foreach (var runner in runners.All)
                {
                    Wrap(runner);
                }
            }

            return Task.CompletedTask;
        });
    }

    private void Wrap(PodRunner runner)
    {
        memberCommands.Wrap(runner.Pod.Main, hasBegun => runner.Post(hasBegun ? new PodChange.MainRestartBegun() : new PodChange.MainRestartEnded()), onStopped: () => { });
        foreach (var member in runner.Pod.Members)
        {
            if (member.IsJoined)
            {
                memberCommands.Watch(member, OnStopped);
            }
            else
            {
                memberCommands.Wrap(member, onRestart: _ => { }, OnStopped);
            }

            void OnStopped() => runner.Post(new PodChange.StoppedByUser(member));
        }
    }

    private bool IsRunning(PodPlan pod, PodMember member) => runners.Find(pod.Main.Resource) is { State: var state }
        && (member.Role == PodMemberRole.Main ? state.Main : state[member].Phase) == MemberPhase.Running;

    private async Task EndAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 23, Level = LogLevel.Debug, Message = "The engine still uses shared volumes. They are removed when it does not.")]
    private partial void LogVolumesLeft();
}
