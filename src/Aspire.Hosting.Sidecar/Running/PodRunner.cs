using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Hosting.Sidecar.Deciding;
using Aspire.Hosting.Sidecar.Planning;
using Aspire.Hosting.Sidecar.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running;

/// <summary>
/// Runs one pod: takes changes one after another, decides, and has the actions carried out beside, because starting and stopping take their time.
/// </summary>
internal sealed partial class PodRunner(PodPlan pod, PodExecutor executor, PodTelemetry telemetry, ILogger logger)
{
    private readonly Channel<PodChange> _changes = Channel.CreateUnbounded<PodChange>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Task, byte> _executing = new();
    private readonly TaskCompletionSource _shutDown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile PodState _state = PodState.Initial(pod);

    public PodPlan Pod => pod;

    public PodState State => _state;

    public void Post(PodChange change) => _changes.Writer.TryWrite(change);

    /// <summary>
    /// Waits until the pod is in a state that is waited for, and returns it.
    /// </summary>
    public async Task<PodState> WaitForAsync(Func<PodState, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _changed.Task;
            if (_state is var state && condition(state))
            {
                return state;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Stops main and sidecars in order.
    /// </summary>
    public async Task ShutDownAsync(CancellationToken cancellationToken)
    {
        Post(new PodChange.ShutdownRequested());
        await _shutDown.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in _changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Handle(change, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application has ended.
        }
        finally
        {
            _shutDown.TrySetResult();
            await Task.WhenAll(_executing.Keys).ConfigureAwait(false);
        }
    }

    private void Handle(PodChange change, CancellationToken cancellationToken)
    {
        var before = _state;
        (_state, var actions) = PodDecider.Decide(pod, before, change);
        telemetry.OnTransition(before, _state, change);
        foreach (var action in actions)
        {
            telemetry.OnAction(action);
            var executing = ExecuteAsync(action, cancellationToken);
            _executing.TryAdd(executing, 0);
            _ = executing.ContinueWith(
                done => _executing.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task ExecuteAsync(PodAction action, CancellationToken cancellationToken)
    {
        // The loop must go on to the next change at once.
        await Task.Yield();
        try
        {
            if (await executor.ExecuteAsync(action, cancellationToken).ConfigureAwait(false) is { } change)
            {
                Post(change);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application has ended.
        }
        catch (Exception exception)
        {
            // One action that fails must not end the pod's coordination.
            LogActionFailed(exception, action, pod.Main.Name);
        }
        finally
        {
            if (action is PodAction.ShutDown)
            {
                _shutDown.TrySetResult();
            }
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "{Action} in the pod of '{Main}' failed.")]
    private partial void LogActionFailed(Exception exception, PodAction action, string main);
}
