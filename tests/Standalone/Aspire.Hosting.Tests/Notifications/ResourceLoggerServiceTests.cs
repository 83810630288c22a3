using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Aspire.Hosting.Tests.Notifications;

[TestClass]
public sealed partial class ResourceLoggerServiceTests : IDisposable
{
    private readonly ResourceLoggerService _loggers = new()
    {
        TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)),
    };

    private readonly CancellationToken _deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public void Dispose() => _loggers.Dispose();

    [TestMethod]
    public async Task Follower_gets_what_is_there_and_then_new_lines_with_numbers()
    {
        Say(_loggers.GetLogger("thing"), "old");
        var lines = FollowAsync("thing", count: 3);
        await AnySubscriberAsync();

        Say(_loggers.GetLogger("thing"), "new");
        Fail(_loggers.GetLogger("thing"), "bad");

        (await lines).Should().Equal(
            new LogLine(1, "2026-03-04T05:06:07.0000000Z old", false),
            new LogLine(2, "2026-03-04T05:06:07.0000000Z new", false),
            new LogLine(3, "2026-03-04T05:06:07.0000000Z bad", true));
    }

    [TestMethod]
    public async Task Completed_log_ends_its_followers_and_takes_no_more_lines()
    {
        Say(_loggers.GetLogger("thing"), "one");
        _loggers.Complete("thing");
        Say(_loggers.GetLogger("thing"), "two");

        var lines = await FollowAsync("thing", count: int.MaxValue);

        lines.Should().ContainSingle().Which.Content.Should().EndWith("one");
    }

    [TestMethod]
    public async Task Cleared_backlog_is_forgotten()
    {
        Say(_loggers.GetLogger("thing"), "one");
        _loggers.ClearBacklog("thing");
        Say(_loggers.GetLogger("thing"), "two");
        _loggers.Complete("thing");

        var lines = await FollowAsync("thing", count: int.MaxValue);

        lines.Should().ContainSingle().Which.Content.Should().EndWith("two");
    }

    [TestMethod]
    public async Task Logger_of_a_resource_writes_to_all_its_instances()
    {
        var thing = new Thing("thing");
        thing.Annotations.Add(new ReplicaAnnotation(2));
        var ids = thing.EnsureInstances("0123456789").Select(instance => instance.Id).ToArray();

        Say(_loggers.GetLogger(thing), "both");
        _loggers.Complete(thing);

        foreach (var id in ids)
        {
            (await FollowAsync(id, int.MaxValue)).Should().ContainSingle();
        }

        (await _loggers.WatchAsync(thing).SelectMany(lines => lines).ToListAsync(_deadline)).Should().HaveCount(2);
    }

    [TestMethod]
    public async Task Only_the_last_ten_thousand_lines_are_kept()
    {
        var logger = _loggers.GetLogger("thing");
        for (var i = 0; i < 10_010; i++)
        {
            Say(logger, $"line {i}");
        }

        var lines = await _loggers.GetAllAsync("thing").SelectMany(batch => batch).ToListAsync(_deadline);

        lines.Should().HaveCount(10_000);
        lines[0].Content.Should().EndWith("line 10");
        lines[0].LineNumber.Should().Be(1);
    }

    [TestMethod]
    public async Task Watch_of_subscribers_tells_when_the_first_comes_and_the_last_goes()
    {
        List<LogSubscriber> changes = [];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_deadline);
        Say(_loggers.GetLogger("thing"), "one");
        var watch = Task.Run(async () =>
        {
            await foreach (var change in _loggers.WatchAnySubscribersAsync(ended.Token))
            {
                changes.Add(change);
                if (!change.AnySubscribers)
                {
                    return;
                }
            }
        });

        await Eventually.TrueAsync(
            async () =>
            {
                await FollowAsync("thing", count: 1);
                return watch.IsCompleted;
            },
            TimeSpan.FromSeconds(30),
            "the watcher has seen a follower come and go");
        await watch;
        changes.Should().Contain(new LogSubscriber("thing", AnySubscribers: false));
    }

    private async Task<List<LogLine>> FollowAsync(string name, int count)
    {
        List<LogLine> all = [];
        await foreach (var lines in _loggers.WatchAsync(name).WithCancellation(_deadline))
        {
            all.AddRange(lines);
            if (all.Count >= count)
            {
                break;
            }
        }

        return all;
    }

    private async Task AnySubscriberAsync()
    {
        await foreach (var change in _loggers.WatchAnySubscribersAsync(_deadline))
        {
            if (change.AnySubscribers)
            {
                return;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    private static partial void Say(ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Error, "{Text}")]
    private static partial void Fail(ILogger logger, string text);
}
