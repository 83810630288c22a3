using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Orchestrator;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>
/// Follows a container from its creation to its removal. It may be stopped, started again and removed behind the back of the
/// AppHost, with the engine's own command line.
/// </summary>
internal sealed partial class ContainerWatch
{
    private static readonly TimeSpan EventLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LogDrainLimit = TimeSpan.FromSeconds(5);

    private readonly IContainerEngine _engine;
    private readonly ResourceStart _start;
    private readonly Func<bool> _isKept;
    private readonly ContainerLog _log;
    private readonly Lock _gate = new();
    private ContainerLife _life;
    private long _lastEvent;
    private bool _isAbandoned;

    /// <summary>Watches a container that is about to start.</summary>
    /// <param name="containerId">The container.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="start">The instance that it is for.</param>
    /// <param name="isKept">Whether it is to go on running when it is told to stop, because only the AppHost ends.</param>
    public ContainerWatch(string containerId, IContainerEngine engine, ResourceStart start, Func<bool> isKept)
    {
        ContainerId = containerId;
        _engine = engine;
        _start = start;
        _isKept = isKept;
        _log = new ContainerLog(start);
        _life = new ContainerLife(this);
    }

    public string ContainerId { get; }

    /// <summary>The container has been started: its output is read from now on.</summary>
    public IRunningResource Begin()
    {
        var life = _life;
        _ = FollowAsync(life);

        return life;
    }

    /// <summary>The container is about to be removed, or did not start.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            _life.Abandon();
        }
    }

    public void OnEvent(ContainerEvent @event)
    {
        lock (_gate)
        {
            if (_isAbandoned || (@event.Time != 0 && @event.Time <= _lastEvent))
            {
                return;
            }

            _lastEvent = @event.Time;
            if (@event.Kind != ContainerEventKind.Started)
            {
                _life.Die(@event.ExitCode);
            }
            else if (_life.Death.IsCompleted)
            {
                _life = new ContainerLife(this);
                _ = _start.Resumed(Begin());
            }
        }
    }

    public async Task StopAsync(ContainerLife life, TimeSpan grace)
    {
        if (_isKept())
        {
            life.Abandon();
        }
        else
        {
            await _engine.StopAsync(ContainerId, grace, CancellationToken.None).ConfigureAwait(false);
            await CheckAsync(life).ConfigureAwait(false);
        }

        await life.Exited.ConfigureAwait(false);
    }

    // The output ends when the container does, or when its client is killed or the engine restarted. In the latter cases the
    // rest of it is still there to be asked for.
    private async Task FollowAsync(ContainerLife life)
    {
        using var giveUp = new CancellationTokenSource();
        var givingUp = GiveUpLogAsync(life, giveUp);
        try
        {
            while (!await _engine.ReadLogAsync(ContainerId, _log.BeginReading(), follow: !life.Death.IsCompleted, _log.OnLine, giveUp.Token).ConfigureAwait(false)
                || !life.Death.IsCompleted)
            {
                var isOver = life.Death.IsCompleted;
                await CheckAsync(life).ConfigureAwait(false);
                if (isOver)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // The container is gone, or nobody is interested in it any more.
        }
#pragma warning disable CA1031 // Nobody waits for this task; what went wrong is in the log, and the end of the container ends it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogLost(_start.Logger, exception, _start.Resource.Name);
        }

        await life.CompleteAsync().ConfigureAwait(false);
        await givingUp.ConfigureAwait(false);
    }

    private async Task GiveUpLogAsync(ContainerLife life, CancellationTokenSource giveUp)
    {
        await life.Death.ConfigureAwait(false);
        await Task.WhenAny(life.Abandoned, life.Exited, Task.Delay(LogDrainLimit, _start.TimeProvider)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
    }

    // An end is news that comes by itself; only if it does not, the container is looked at.
    private async Task CheckAsync(ContainerLife life)
    {
        var first = await Task.WhenAny(life.Death, Task.Delay(EventLimit, _start.TimeProvider)).ConfigureAwait(false);
        if (first == life.Death)
        {
            return;
        }

        var state = await _engine.InspectAsync(ContainerId, CancellationToken.None).ConfigureAwait(false);
        if (state is null or { IsRunning: false })
        {
            life.Die(state?.ExitCode);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The output of the container of resource '{ResourceName}' cannot be read any more.")]
    private static partial void LogLost(ILogger logger, Exception exception, string resourceName);
}
