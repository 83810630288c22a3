using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps the logs of all resources.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _disposing = new();
    private ImmutableList<ChannelWriter<LogSubscriber>> _subscriberWatchers = [];

    /// <summary>Raised with each line: the id of the instance, the text with its timestamp, and whether it is an error.</summary>
    internal event Action<string, string, bool>? LineLogged;

    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The log of a resource, of all its instances at once.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Where to write.</returns>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        return new ResourceLogger([.. resource.GetResolvedResourceNames().Select(GetLog)], TimeProvider);
    }

    /// <summary>The log of one instance of a resource.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>Where to write.</returns>
    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);

        return new ResourceLogger([GetLog(resourceName)], TimeProvider);
    }

    /// <summary>What has been logged so far, by all instances of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines, in batches.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        return MergeAsync(resource.GetResolvedResourceNames(), GetAllAsync);
    }

    /// <summary>What has been logged so far.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>The lines, in batches.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);

        return One(GetLog(resourceName));

        static async IAsyncEnumerable<IReadOnlyList<LogLine>> One(ResourceLog log)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            yield return log.GetAll();
        }
    }

    /// <summary>Follows the log of a resource, of all its instances: first what is there, then each new line.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The lines, in batches.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        return MergeAsync(resource.GetResolvedResourceNames(), WatchAsync);
    }

    /// <summary>Follows a log: first what is there, then each new line.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    /// <returns>The lines, in batches.</returns>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);

        return GetLog(resourceName).WatchAsync();
    }

    /// <summary>Tells which logs are followed: first those that are now, then each change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The logs.</returns>
    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_disposing.Token, cancellationToken);
        var channel = Channel.CreateUnbounded<LogSubscriber>();
        ImmutableInterlocked.Update(ref _subscriberWatchers, (watchers, writer) => watchers.Add(writer), channel.Writer);
        try
        {
            foreach (var (name, _) in _logs.Where(log => log.Value.HasFollowers))
            {
                yield return new LogSubscriber(name, AnySubscribers: true);
            }

            await foreach (var change in channel.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _subscriberWatchers, (watchers, writer) => watchers.Remove(writer), channel.Writer);
        }
    }

    /// <summary>Ends the log of a resource, of all its instances: who follows it gets to the end, and new lines are dropped.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        foreach (var resourceId in resource.GetResolvedResourceNames())
        {
            Complete(resourceId);
        }
    }

    /// <summary>Ends a log: who follows it gets to the end, and new lines are dropped.</summary>
    /// <param name="name">The id of the instance.</param>
    public void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        if (_logs.TryGetValue(name, out var log))
        {
            log.Complete();
        }
    }

    /// <summary>Forgets what has been logged so far.</summary>
    /// <param name="resourceName">The id of the instance.</param>
    public void ClearBacklog(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);

        if (_logs.TryGetValue(resourceName, out var log))
        {
            log.Clear();
        }
    }

    /// <summary>Ends all logs.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog GetLog(string resourceName)
        => _logs.GetOrAdd(resourceName, name => new ResourceLog(name, OnSubscribersChanged, (content, isError) => LineLogged?.Invoke(name, content, isError)));

    private void OnSubscribersChanged(LogSubscriber change)
    {
        foreach (var watcher in _subscriberWatchers)
        {
            watcher.TryWrite(change);
        }
    }

    private static IAsyncEnumerable<IReadOnlyList<LogLine>> MergeAsync(
        string[] names,
        Func<string, IAsyncEnumerable<IReadOnlyList<LogLine>>> read)
    {
        return names.Length == 1 ? read(names[0]) : MergeManyAsync();

        async IAsyncEnumerable<IReadOnlyList<LogLine>> MergeManyAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var channel = Channel.CreateUnbounded<IReadOnlyList<LogLine>>();
            var reading = Task.WhenAll(names.Select(ReadAsync));
            _ = reading.ContinueWith(
                task => channel.Writer.TryComplete(task.Exception), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            try
            {
                await foreach (var lines in channel.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false))
                {
                    yield return lines;
                }
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
            }

            async Task ReadAsync(string name)
            {
                await foreach (var lines in read(name).WithCancellation(ended.Token).ConfigureAwait(false))
                {
                    channel.Writer.TryWrite(lines);
                }
            }
        }
    }
}
