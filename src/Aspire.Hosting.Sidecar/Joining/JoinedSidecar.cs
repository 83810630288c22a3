using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Planning;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Runs one joined sidecar: starts its container in the network of the main's, follows its log, and sees its end. Starts, stops and ends come one after another.
/// </summary>
/// <remarks>
/// Aspire's orchestrator attaches every container to its own network, and engines refuse a second one beside <c>--network container:…</c>. This can go once it does not.
/// </remarks>
internal sealed partial class JoinedSidecar(PodPlan pod, PodMember member, JoinedState state, JoinedStarter starter, IContainerEngine engine, JoinedLog log, ILogger logger) : IDisposable
{
    /// <summary>Beyond the grace that the engine is told, for the engine itself.</summary>
    private static readonly TimeSpan EngineTime = TimeSpan.FromSeconds(5);

    private const string Stopped = "it was stopped before it had started.";

    private readonly SemaphoreSlim _operations = new(1);
    private CancellationTokenSource? _starting;
    private CancellationTokenSource? _restarting;
    private Task _running = Task.CompletedTask;
    private StartedContainer? _started;
    private volatile bool _isEnding;

    public PodPlan Pod => pod;

    public PodMember Member => member;

    public IResource Resource => member.Resource;

    public JoinedState State => state;

    public JoinedValues Values { get; } = new(member.Resource);

    public ILogger Logger => logger;

    /// <summary>The id of the resource, and the name of its container: Aspire's, with a suffix of this run unless the user named it.</summary>
    public string ContainerName { get; set; } = member.Resource.Name;

    /// <summary>By which the dashboard knows whose telemetry it gets.</summary>
    public string InstanceId => ContainerName.StartsWith($"{Resource.Name}-", StringComparison.Ordinal) && !member.IsPersistent
        ? ContainerName[(Resource.Name.Length + 1)..]
        : ContainerName;

    /// <summary>
    /// Starts the container, unless it runs. Returns what went wrong, or <see langword="null"/>.
    /// </summary>
    /// <param name="isNewImageWanted">Whether its image is built again if it comes from a Dockerfile.</param>
    /// <param name="cancellationToken">Gives up; a stop does so too.</param>
    public async Task<string?> StartAsync(bool isNewImageWanted, CancellationToken cancellationToken)
    {
        if (_starting is not null && await state.TryEndWaitAsync().ConfigureAwait(false))
        {
            return null;
        }

        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await _operations.WaitAsync(attempt.Token).ConfigureAwait(false);
        _starting = attempt;
        try
        {
            if (_isEnding)
            {
                return Stopped;
            }

            if (!_running.IsCompleted)
            {
                return null;
            }

            var started = await starter.StartAsync(this, isNewImageWanted, attempt.Token).ConfigureAwait(false);
            _started = started;
            await state.ShowRunningAsync(started.Spec, started.Id).ConfigureAwait(false);
            _running = FollowAsync(started.Id);
            return null;
        }
        catch (OperationCanceledException) when (attempt.IsCancellationRequested)
        {
            await state.ShowEndedAsync(end: null, CancellationToken.None).ConfigureAwait(false);
            return Stopped;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, Resource.Name, exception.Message);
            await state.ShowFailedToStartAsync(exception is JoinException { CanHeal: false } ? exception.Message : null).ConfigureAwait(false);
            return exception.Message;
        }
        finally
        {
            _starting = null;
            _operations.Release();
        }
    }

    /// <summary>
    /// Stops the container with the signal of its image, and kills it when the grace is over. Gives up a start or a restart that is under way.
    /// </summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        GiveUp();
        await EndAsync(grace, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Has the end of the application begin: no start is under way any more, and the container is left to be stopped and removed together with others.
    /// </summary>
    /// <returns>The container, or <see langword="null"/> if none runs.</returns>
    public async Task<string?> BeginEndAsync(CancellationToken cancellationToken)
    {
        _isEnding = true;
        GiveUp();
        await _operations.WaitAsync(cancellationToken).ConfigureAwait(false);
        _operations.Release();
        if (_running.IsCompleted)
        {
            return null;
        }

        await state.ShowAsync(new(KnownResourceStates.Stopping, null)).ConfigureAwait(false);
        return _started?.Id;
    }

    /// <summary>
    /// Waits until the end of the container has been seen, as long as the engine itself may take.
    /// </summary>
    public Task EndedAsync(CancellationToken cancellationToken) =>
        _running.WaitAsync(EngineTime, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>
    /// Stops the container and starts it again.
    /// </summary>
    public async Task<string?> RestartAsync(TimeSpan grace, bool isNewImageWanted, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Cancel(_starting);
        _restarting = attempt;
        try
        {
            await EndAsync(grace, cancellationToken).ConfigureAwait(false);
            return attempt.IsCancellationRequested ? Stopped : await StartAsync(isNewImageWanted, attempt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A stop came just before the start.
            return Stopped;
        }
        finally
        {
            Interlocked.CompareExchange(ref _restarting, null, attempt);
        }
    }

    /// <summary>
    /// Whether the container runs in the network of the main's present container: after it was started anew it may be so before the news of the main's own start.
    /// </summary>
    public async Task<bool> IsInMainAsync(CancellationToken cancellationToken)
    {
        await _operations.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return !_running.IsCompleted && _started?.Donor is { } donor && await donor.IsAliveAsync(engine, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _operations.Release();
        }
    }

    /// <summary>
    /// Removes the container at once, without a grace: the application has ended.
    /// </summary>
    /// <returns>The container to be removed, or <see langword="null"/> if there is none.</returns>
    public string? Abandon()
    {
        _isEnding = true;
        GiveUp();
        return _started?.Id;
    }

    public void Dispose() => _operations.Dispose();

    private void GiveUp()
    {
        Cancel(_restarting);
        Cancel(_starting);
    }

    private static void Cancel(CancellationTokenSource? attempt)
    {
        try
        {
            attempt?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private async Task EndAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _operations.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_running.IsCompleted || _started is not { Id: var container })
            {
                return;
            }

            await state.ShowAsync(new(KnownResourceStates.Stopping, null)).ConfigureAwait(false);
            await StopOrRemoveAsync(container, grace, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _operations.Release();
        }
    }

    /// <summary>Returns when the end has been seen: a start that follows would take the container for one that still runs.</summary>
    private async Task StopOrRemoveAsync(string container, TimeSpan grace, CancellationToken cancellationToken)
    {
        try
        {
            var stop = new EngineCall("stop", "--time", EngineStop.Seconds(grace), container);
            await engine.RunAsync(stop, cancellationToken).WaitAsync(grace + EngineTime, cancellationToken).ConfigureAwait(false);
            await _running.WaitAsync(EngineTime, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogNotStopped(logger, Resource.Name, engine.Program);
            await engine.RunAsync(new("rm", "--force", "--volumes", container), cancellationToken).ConfigureAwait(false);
            await EndedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(string container)
    {
        try
        {
            var end = await log.FollowAsync(container, logger, CancellationToken.None).ConfigureAwait(false);
            if (!_isEnding)
            {
                await starter.RemoveAsync(this, container).ConfigureAwait(false);
                _started = null;
            }

            await state.ShowEndedAsync(end, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever it is, the sidecar must not be shown as running for ever.
            LogLost(logger, exception, Resource.Name);
            await state.ShowEndedAsync(end: null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 61, Level = LogLevel.Error, Message = "'{Resource}' did not start: {Reason}")]
    private static partial void LogFailed(ILogger logger, string resource, string reason);

    [LoggerMessage(EventId = 62, Level = LogLevel.Warning, Message = "'{Resource}' did not stop in its time. {Engine} removes it.")]
    private static partial void LogNotStopped(ILogger logger, string resource, string engine);

    [LoggerMessage(EventId = 63, Level = LogLevel.Error, Message = "It is not known any more how '{Resource}' is.")]
    private static partial void LogLost(ILogger logger, Exception exception, string resource);
}
