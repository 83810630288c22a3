using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Notifications;

[TestClass]
public sealed class ResourceNotificationServiceTests : IDisposable
{
    private readonly Thing _thing = new("thing");
    private readonly NotificationServices _services;

    public ResourceNotificationServiceTests() => _services = new NotificationServices(_thing);

    private ResourceNotificationService Notifications => _services.Notifications;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task Update_that_says_the_same_is_not_published()
    {
        string[] Values() => ["a", "b"];
        await Notifications.PublishUpdateAsync(_thing, snapshot => snapshot with { Properties = [new("list", Values())] });
        await Notifications.PublishUpdateAsync(_thing, snapshot => snapshot with { Properties = [new("list", Values())] });
        await _services.SetStateAsync(_thing, "Running");

        Notifications.TryGetCurrentState("thing", out var current).Should().BeTrue();

        current!.Snapshot.Version.Should().Be(2);
    }

    [TestMethod]
    public async Task Watcher_sees_the_current_state_and_then_each_change_once()
    {
        await _services.SetStateAsync(_thing, "One");
        List<string?> seen = [];
        await foreach (var change in Notifications.WatchAsync(_services.Deadline))
        {
            seen.Add(change.Snapshot.State?.Text);
            if (seen.Count == 1)
            {
                await _services.SetStateAsync(_thing, "Two");
                await _services.SetStateAsync(_thing, "Three");
            }
            else if (seen.Count == 3)
            {
                break;
            }
        }

        seen.Should().Equal("One", "Two", "Three");
    }

    [TestMethod]
    public async Task Many_watchers_and_publishers_lose_nothing()
    {
        const int Count = 500;
        var watchers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await foreach (var change in Notifications.WatchAsync(_services.Deadline))
            {
                if (change.Snapshot.Version == Count)
                {
                    return;
                }
            }
        })).ToArray();

        await Parallel.ForAsync(0, Count, _services.Deadline, async (number, _) =>
            await Notifications.PublishUpdateAsync(_thing, snapshot => snapshot with { Properties = snapshot.Properties.SetProperty($"p{number}", number) }));

        await Task.WhenAll(watchers);
        Notifications.TryGetCurrentState("thing", out var current).Should().BeTrue();
        current!.Snapshot.Properties.Should().HaveCount(Count);
    }

    [TestMethod]
    public async Task Wait_that_is_given_up_says_how_things_stand()
    {
        await _services.SetStateAsync(_thing, "Starting");
        using var cancellation = new CancellationTokenSource();
        var wait = Notifications.WaitForResourceAsync("thing", "Running", cancellation.Token);

        await cancellation.CancelAsync();

        (await FluentActions.Awaiting(() => wait).Should().ThrowAsync<OperationCanceledException>())
            .WithMessage("Resource 'thing' failed to reach one of the target states: [Running] before the operation was cancelled.*- Current State: Starting*");
    }

    [TestMethod]
    public async Task Wait_for_one_of_several_states_returns_the_one_that_came()
    {
        var wait = Notifications.WaitForResourceAsync("THING", ["Finished", "Exited"], _services.Deadline);

        await _services.SetStateAsync(_thing, "Exited");

        (await wait).Should().Be("Exited");
    }

    [TestMethod]
    public async Task Wait_for_health_ends_when_the_resource_fails()
    {
        var wait = Notifications.WaitForResourceHealthyAsync("thing", WaitBehavior.StopOnResourceUnavailable, _services.Deadline);

        await _services.SetStateAsync(_thing, KnownResourceStates.FailedToStart);

        await FluentActions.Awaiting(() => wait).Should().ThrowAsync<DistributedApplicationException>()
            .WithMessage("Stopped waiting for resource 'thing' to become healthy because it failed to start.");
    }

    [TestMethod]
    public async Task Wait_for_health_of_something_unknown_ends_at_once()
    {
        var wait = () => Notifications.WaitForResourceHealthyAsync("nothing", WaitBehavior.StopOnResourceUnavailable, _services.Deadline);

        await wait.Should().ThrowAsync<DistributedApplicationException>().WithMessage("*'nothing'*does not exist in the application model.");
    }

    [TestMethod]
    public async Task State_of_a_resource_with_one_instance_is_found_by_name_and_by_id()
    {
        var id = _thing.EnsureInstances("0123456789").Single().Id;
        await _services.SetStateAsync(_thing, "Running");

        Notifications.TryGetCurrentState("thing", out var byName).Should().BeTrue();
        Notifications.TryGetCurrentState(id, out var byId).Should().BeTrue();

        byName!.ResourceId.Should().Be(id);
        byId!.ResourceId.Should().Be(id);
    }

    [TestMethod]
    public async Task State_of_a_resource_with_several_instances_is_not_found_by_name()
    {
        _thing.Annotations.Add(new ReplicaAnnotation(2));
        _thing.EnsureInstances("0123456789");
        await _services.SetStateAsync(_thing, "Running");

        Notifications.TryGetCurrentState("thing", out _).Should().BeFalse();
    }

    [TestMethod]
    public async Task Other_resource_of_the_same_id_is_refused()
    {
        await _services.SetStateAsync(_thing, "Running");

        var publish = () => _services.SetStateAsync(new Thing("thing"), "Running");

        await publish.Should().ThrowAsync<InvalidOperationException>().WithMessage("*'thing'*");
    }

    [TestMethod]
    public async Task Property_of_a_wait_disappears_with_the_wait()
    {
        await Notifications.PublishUpdateAsync(_thing, snapshot => snapshot with
        {
            State = KnownResourceStates.Waiting,
            Properties = snapshot.Properties.SetProperty("resource.waitingFor", (string[])["other"]),
        });

        await _services.SetStateAsync(_thing, "Running");

        Notifications.TryGetCurrentState("thing", out var current).Should().BeTrue();
        current!.Snapshot.Properties.Should().BeEmpty();
    }
}
