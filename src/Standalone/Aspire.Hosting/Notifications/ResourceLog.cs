using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one instance of a resource: the last lines, and who follows them.</summary>
internal sealed class ResourceLog(string name, Action<LogSubscriber> subscribersChanged, Action<string, bool> lineLogged)
{
    private const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _lines = new();
    private ImmutableList<ChannelWriter<Entry>> _followers = [];
    private bool _completed;

    public bool HasFollowers
    {
        get
        {
            lock (_gate)
            {
                return !_followers.IsEmpty;
            }
        }
    }

    public void Append(string content, bool isError)
    {
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            var entry = new Entry(content, isError);
            _lines.Enqueue(entry);
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }

            foreach (var follower in _followers)
            {
                follower.TryWrite(entry);
            }

            lineLogged(content, isError);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var follower in _followers)
            {
                follower.TryComplete();
            }
        }
    }

    public IReadOnlyList<LogLine> GetAll()
    {
        lock (_gate)
        {
            return Number(_lines, firstNumber: 1);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
        var backlog = Follow(channel.Writer);
        try
        {
            var next = 1;
            if (backlog.Count > 0)
            {
                next += backlog.Count;
                yield return backlog;
            }

            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                List<Entry> batch = [];
                while (channel.Reader.TryRead(out var entry))
                {
                    batch.Add(entry);
                }

                var lines = Number(batch, next);
                next += lines.Count;
                yield return lines;
            }
        }
        finally
        {
            Unfollow(channel.Writer);
        }
    }

    private IReadOnlyList<LogLine> Follow(ChannelWriter<Entry> follower)
    {
        IReadOnlyList<LogLine> backlog;
        bool isFirst;
        lock (_gate)
        {
            backlog = Number(_lines, firstNumber: 1);
            isFirst = _followers.IsEmpty;
            _followers = _followers.Add(follower);
            if (_completed)
            {
                follower.TryComplete();
            }
        }

        if (isFirst)
        {
            subscribersChanged(new LogSubscriber(name, AnySubscribers: true));
        }

        return backlog;
    }

    private void Unfollow(ChannelWriter<Entry> follower)
    {
        bool wasLast;
        lock (_gate)
        {
            _followers = _followers.Remove(follower);
            wasLast = _followers.IsEmpty;
        }

        if (wasLast)
        {
            subscribersChanged(new LogSubscriber(name, AnySubscribers: false));
        }
    }

    private static List<LogLine> Number(IEnumerable<Entry> entries, int firstNumber)
        => [.. entries.Select((entry, index) => new LogLine(firstNumber + index, entry.Content, entry.IsError))];

    private readonly record struct Entry(string Content, bool IsError);
}
