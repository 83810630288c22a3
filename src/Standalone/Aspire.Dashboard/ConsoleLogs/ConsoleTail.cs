using Aspire.Dashboard.Live;
using Aspire.Dashboard.Model;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.ConsoleLogs;

/// <summary>Follows the consoles of one or more resources, and keeps the latest lines.</summary>
internal sealed class ConsoleTail(IResourceSource source, TelemetryLimits limits, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RingBuffer<ConsoleEntry> _entries = new(limits.MaxConsoleLogCount);
    private readonly Dictionary<string, CancellationTokenSource> _followed = new(StringComparer.OrdinalIgnoreCase);
    private long _lastId;

    public ChangeSignal Changed { get; } = new(timeProvider);

    /// <summary>Follows these and no others.</summary>
    public void Follow(IReadOnlyCollection<DashboardResource> resources)
    {
        var wanted = resources.ToDictionary(resource => resource.Id, StringComparer.OrdinalIgnoreCase);
        lock (_gate)
        {
            foreach (var id in _followed.Keys.Except(wanted.Keys, StringComparer.OrdinalIgnoreCase).ToArray())
            {
                _followed.Remove(id, out var ended);
                ended!.Cancel();
                ended.Dispose();
            }

            foreach (var (id, resource) in wanted.Where(pair => !_followed.ContainsKey(pair.Key)))
            {
                var follow = new CancellationTokenSource();
                _followed.Add(id, follow);
                _ = FollowAsync(resource, follow.Token);
            }
        }
    }

    /// <summary>The lines in the order of their times, as far as they have one.</summary>
    public ConsoleEntry[] ToArray()
    {
        ConsoleEntry[] entries;
        bool isMixed;
        lock (_gate)
        {
            entries = _entries.ToArray();
            isMixed = _followed.Count > 1;
        }

        return isMixed ? [.. entries.OrderBy(entry => entry.Line.Time ?? DateTimeOffset.MinValue)] : entries;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }

        Changed.Notify();
    }

    public void Dispose()
    {
        Follow([]);
        Changed.Dispose();
    }

    private async Task FollowAsync(DashboardResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var lines in source.WatchConsoleAsync(resource.Id, cancellationToken).ConfigureAwait(false))
            {
                lock (_gate)
                {
                    foreach (var line in lines)
                    {
                        _entries.Add(new(++_lastId, resource.DisplayName, line));
                    }
                }

                Changed.Notify();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another resource is looked at now.
        }
    }
}
