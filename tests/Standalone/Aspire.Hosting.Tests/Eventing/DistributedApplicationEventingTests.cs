using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Eventing;

[TestClass]
public sealed class DistributedApplicationEventingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DistributedApplicationEventing _eventing = new();
    private readonly List<string> _calls = [];

    [TestMethod]
    public async Task Handlers_are_called_in_order_and_awaited()
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Subscribe("first", () => first.Task);
        Subscribe("second", () => Task.CompletedTask);

        var publishing = _eventing.PublishAsync(new TestEvent(1));
        _calls.Should().Equal("first begins");
        first.SetResult();
        await publishing;

        _calls.Should().Equal("first begins", "first ends", "second begins", "second ends");
    }

    [TestMethod]
    public async Task Failure_of_a_handler_stops_the_sequence_and_reaches_the_publisher()
    {
        Subscribe("first", () => throw new InvalidOperationException("broken"));
        Subscribe("second", () => Task.CompletedTask);

        var publish = () => _eventing.PublishAsync(new TestEvent(1));

        await publish.Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
        _calls.Should().NotContain("second begins");
    }

    [TestMethod]
    public async Task Concurrent_handlers_all_run_although_one_fails()
    {
        Subscribe("first", () => throw new InvalidOperationException("broken"));
        Subscribe("second", () => Task.CompletedTask);

        var publish = () => _eventing.PublishAsync(new TestEvent(1), EventDispatchBehavior.BlockingConcurrent);

        await publish.Should().ThrowAsync<InvalidOperationException>();
        _calls.Should().Contain("second ends");
    }

    [TestMethod]
    public async Task Concurrent_handlers_do_not_wait_for_each_other()
    {
        var second = new TaskCompletionSource();
        Subscribe("first", () => second.Task);
        Subscribe("second", () =>
        {
            second.SetResult();
            return Task.CompletedTask;
        });

        await _eventing.PublishAsync(new TestEvent(1), EventDispatchBehavior.BlockingConcurrent).WaitAsync(Limit);

        _calls.Should().Contain("first ends").And.Contain("second ends");
    }

    [TestMethod]
    [DataRow(EventDispatchBehavior.NonBlockingSequential)]
    [DataRow(EventDispatchBehavior.NonBlockingConcurrent)]
    public async Task Non_blocking_publisher_does_not_wait(EventDispatchBehavior behavior)
    {
        var gate = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        Subscribe("first", async () =>
        {
            await gate.Task;
            ended.SetResult();
        });

        await _eventing.PublishAsync(new TestEvent(1), behavior).WaitAsync(Limit);

        ended.Task.IsCompleted.Should().BeFalse();
        gate.SetResult();
        await ended.Task.WaitAsync(Limit);
    }

    [TestMethod]
    public async Task Failure_that_nobody_waits_for_is_reported()
    {
        var reported = new TaskCompletionSource<Exception>();
        _eventing.UnobservedFailure = (_, exception) => reported.SetResult(exception);
        Subscribe("first", () => throw new InvalidOperationException("broken"));

        await _eventing.PublishAsync(new TestEvent(1), EventDispatchBehavior.NonBlockingSequential);

        (await reported.Task.WaitAsync(Limit)).Message.Should().Be("broken");
    }

    [TestMethod]
    public async Task Unsubscribed_handler_is_not_called()
    {
        var subscription = Subscribe("first", () => Task.CompletedTask);
        _eventing.Unsubscribe(subscription);

        await _eventing.PublishAsync(new TestEvent(1));

        _calls.Should().BeEmpty();
    }

    [TestMethod]
    public async Task Handler_of_a_resource_sees_only_events_of_that_resource()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var (one, other) = (new ParameterResource("one", _ => ""), new ParameterResource("other", _ => ""));
        List<IResource> seen = [];
        _eventing.Subscribe<BeforeResourceStartedEvent>(one, (started, _) =>
        {
            seen.Add(started.Resource);
            return Task.CompletedTask;
        });

        await _eventing.PublishAsync(new BeforeResourceStartedEvent(other, services));
        await _eventing.PublishAsync(new BeforeResourceStartedEvent(one, services));

        seen.Should().Equal(one);
    }

    [TestMethod]
    public void Interface_cannot_be_subscribed_to()
    {
        var subscribe = () => _eventing.Subscribe<IDistributedApplicationEvent>((_, _) => Task.CompletedTask);

        subscribe.Should().Throw<ArgumentException>().WithMessage("*'IDistributedApplicationEvent'*");
    }

    private DistributedApplicationEventSubscription Subscribe(string name, Func<Task> handler)
        => _eventing.Subscribe<TestEvent>(async (_, _) =>
        {
            Note($"{name} begins");
            await handler();
            Note($"{name} ends");
        });

    private void Note(string call)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }
    }
}
