using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Containers.Network;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Watchdog;
using Aspire.Hosting.Watchdog.Containers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>
/// What the containers of one run share: the engine, the network and the news of the engine. Opened by the first container, so
/// that an application without any needs no engine.
/// </summary>
internal sealed partial class ContainerSession(
    ContainerEngineFinder finder,
    WatchdogClient watchdog,
    HostAccess hostAccess,
    DistributedApplicationModel model,
    IConfiguration configuration,
    IHostEnvironment environment,
    TimeProvider timeProvider,
    ILogger<ContainerSession> logger)
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(30);
    private static int _openInProcess;

    private readonly Lock _gate = new();
    private Task<OpenContainerSession>? _opening;

    /// <summary>This process, as the labels on what it makes say.</summary>
    public EngineCreator Creator { get; } = EngineCreator.Of(ThisProcess);

    /// <summary>Gets the open session. After a failure the next call tries again: the engine may have been started meanwhile.</summary>
    public Task<OpenContainerSession> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(() => OpenAsync(CancellationToken.None), CancellationToken.None);
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Removes everything of the run but what is to outlive it.</summary>
    public async Task CloseAsync()
    {
        Task<OpenContainerSession>? opening;
        lock (_gate)
        {
            opening = _opening;
            _opening = null;
        }

        if (opening is null)
        {
            return;
        }

        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            await CloseAsync(await opening.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>The labels of what belongs to this run, or of what is to outlive it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels(bool isPersistent)
    {
        ImmutableArray<KeyValuePair<string, string>> labels =
        [
            new(EngineLabels.Persistent, isPersistent ? "true" : "false"),
            new(EngineLabels.CreatorProcessId, $"{Creator.ProcessId}"),
            new(EngineLabels.CreatorProcessStartTime, Creator.StartTime),
        ];

        return isPersistent ? labels : labels.Add(new(EngineLabels.Run, watchdog.Run.Value));
    }

    private static ProcessIdentity ThisProcess => ProcessIdentity.Of(Environment.ProcessId) ?? new ProcessIdentity(Environment.ProcessId, 0);

    private async Task<OpenContainerSession> OpenAsync(CancellationToken cancellationToken)
    {
        var engine = await finder.FindAsync(cancellationToken).ConfigureAwait(false);
        watchdog.EnsureStarted();
        watchdog.UseEngine(new EngineNotice(ThisProcess, engine.ClientPath));

        // Told of before the first container starts, and with some time to spare for clocks that differ.
        var events = new ContainerEvents(engine, timeProvider, logger);
        try
        {
            var network = await OpenNetworkAsync(engine, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _openInProcess);

            return new OpenContainerSession(engine, network, events, Task.Run(() => HarvestAsync(engine), cancellationToken));
        }
        catch (EngineException exception)
        {
            await events.DisposeAsync().ConfigureAwait(false);
            throw new Orchestrator.ResourceStartException(
                $"The network of the containers could not be made: {exception.Message} Remove networks that are not needed any more with '{engine.Name} network prune' if the engine has run out of addresses.", exception);
        }
    }

    private async Task<SessionNetwork> OpenNetworkAsync(IContainerEngine engine, CancellationToken cancellationToken)
    {
        var isPersistent = model.Resources.Any(resource => resource.IsPersistentContainer());
        var name = isPersistent
            ? SessionNetworkName.ForPersistent(environment.ApplicationName, configuration["AppHost:Sha256"]!)
            : SessionNetworkName.ForSession(environment.ApplicationName);
        if (!isPersistent || await engine.InspectNetworkAsync(name, cancellationToken).ConfigureAwait(false) is not { } state)
        {
            await engine.CreateNetworkAsync(name, Labels(isPersistent), cancellationToken).ConfigureAwait(false);
            state = await engine.InspectNetworkAsync(name, cancellationToken).ConfigureAwait(false)
                ?? throw new EngineException($"The network '{name}' is gone already.");
        }

        return new SessionNetwork(name, state, engine.IsNetworkLate);
    }

    private async Task HarvestAsync(IContainerEngine engine)
    {
        using var limit = new CancellationTokenSource(CloseLimit, timeProvider);
        try
        {
            await new EngineSweep(engine.Client).HarvestAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogSlow(engine.Name);
        }
    }

    private async Task CloseAsync(OpenContainerSession session)
    {
        using var limit = new CancellationTokenSource(CloseLimit, timeProvider);
        var sweep = new EngineSweep(session.Engine.Client);
        var isLast = Interlocked.Decrement(ref _openInProcess) == 0;
        try
        {
            await session.Harvest.ConfigureAwait(false);
            await sweep.RemoveRunAsync(watchdog.Run.Value, TimeSpan.Zero, limit.Token).ConfigureAwait(false);
            if (isLast)
            {
                // What parts of the application have made by themselves, such as volumes for the time of the run.
                await sweep.RemoveOfCreatorAsync(Creator, TimeSpan.Zero, limit.Token).ConfigureAwait(false);
            }

            watchdog.UseEngine(null);
        }
        catch (OperationCanceledException)
        {
            // The watchdog, which still knows of the engine, goes on.
            LogSlow(session.Engine.Name);
        }

        await session.Events.DisposeAsync().ConfigureAwait(false);
        await hostAccess.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Warning, "The container engine '{Engine}' is slow to remove containers that are not needed any more.")]
    private partial void LogSlow(string engine);
}
