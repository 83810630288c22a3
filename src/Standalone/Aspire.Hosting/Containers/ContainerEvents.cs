using System.Collections.Concurrent;
using Aspire.Hosting.Containers.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Containers;

/// <summary>Hands the news of the engine to the containers that they are about.</summary>
internal sealed partial class ContainerEvents : IAsyncDisposable
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly IContainerEngine _engine;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, ContainerWatch> _watches = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watching;

    public ContainerEvents(IContainerEngine engine, TimeProvider timeProvider, ILogger logger)
    {
        _engine = engine;
        _timeProvider = timeProvider;
        _logger = logger;
        _watching = WatchAsync(timeProvider.GetUtcNow());
    }

    public void Add(ContainerWatch watch) => _watches[watch.ContainerId] = watch;

    public void Remove(ContainerWatch watch) => _watches.TryRemove(watch.ContainerId, out _);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _stopping.Dispose();
    }

    // The client ends with the connection to the engine. What was missed is asked for again, and each container looks for itself.
    private async Task WatchAsync(DateTimeOffset since)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _engine.WatchAsync(since - Overlap, OnEvent, _stopping.Token).ConfigureAwait(false);
                since = _timeProvider.GetUtcNow();
                LogLost(_engine.Name);
                await Task.Delay(RetryDelay, _timeProvider, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void OnEvent(ContainerEvent @event)
    {
        if (_watches.TryGetValue(@event.ContainerId, out var watch))
        {
            watch.OnEvent(@event);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The events of the container engine '{Engine}' have ended and are asked for again.")]
    private partial void LogLost(string engine);
}
