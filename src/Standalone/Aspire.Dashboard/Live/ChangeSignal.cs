using System.Collections.Immutable;

namespace Aspire.Dashboard.Live;

/// <summary>
/// Tells pages that something has changed, at most once in an interval however often it changes: a page that is told too late
/// reads everything at once, and one that is told too often has no time to be read.
/// </summary>
internal sealed class ChangeSignal(TimeProvider timeProvider) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private ImmutableArray<Action> _listeners = [];
    private ITimer? _timer;
    private long _lastRaised = long.MinValue;
    private bool _isPending;

    /// <summary>Says that something has changed. Costs next to nothing when it has been said already.</summary>
    public void Notify()
    {
        if (Volatile.Read(ref _isPending))
        {
            return;
        }

        lock (_gate)
        {
            if (_isPending || _listeners.IsEmpty)
            {
                return;
            }

            _isPending = true;
            _timer ??= timeProvider.CreateTimer(static signal => ((ChangeSignal)signal!).Raise(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var since = _lastRaised == long.MinValue ? Interval : timeProvider.GetElapsedTime(_lastRaised);
            _timer.Change(since >= Interval ? TimeSpan.Zero : Interval - since, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Calls the listener after changes, until the result is disposed of.</summary>
    public IDisposable Subscribe(Action listener)
    {
        lock (_gate)
        {
            _listeners = _listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    public void Dispose() => _timer?.Dispose();

    private void Raise()
    {
        ImmutableArray<Action> listeners;
        lock (_gate)
        {
            _isPending = false;
            _lastRaised = timeProvider.GetTimestamp();
            listeners = _listeners;
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }

    private sealed class Subscription(ChangeSignal signal, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (signal._gate)
            {
                signal._listeners = signal._listeners.Remove(listener);
            }
        }
    }
}
