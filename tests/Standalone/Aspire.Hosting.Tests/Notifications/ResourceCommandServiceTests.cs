using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Notifications;

[TestClass]
public sealed class ResourceCommandServiceTests : IDisposable
{
    private readonly Thing _thing = new("thing");
    private readonly NotificationServices _services;

    public ResourceCommandServiceTests() => _services = new NotificationServices(_thing);

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task Unknown_resource_is_a_failure()
        => (await _services.Commands.ExecuteCommandAsync("nothing", "go")).Message.Should().Be("Resource 'nothing' not found.");

    [TestMethod]
    public async Task Unknown_command_is_a_failure()
        => (await _services.Commands.ExecuteCommandAsync(_thing, "go")).Message.Should().Be("Command 'go' not available for resource 'thing'.");

    [TestMethod]
    public async Task Command_gets_the_id_of_the_instance()
    {
        string? given = null;
        AddCommand("go", context =>
        {
            given = context.ResourceName;
            return Task.FromResult(CommandResults.Success());
        });
        var id = _thing.EnsureInstances("0123456789").Single().Id;
        await _services.SetStateAsync(_thing, "Running");

        var result = await _services.Commands.ExecuteCommandAsync("thing", "go");

        result.Success.Should().BeTrue();
        given.Should().Be(id);
    }

    [TestMethod]
    public async Task What_a_command_throws_is_its_result()
    {
        AddCommand("go", _ => throw new InvalidOperationException("broken"));

        var result = await _services.Commands.ExecuteCommandAsync(_thing, "go");

        result.Success.Should().BeFalse();
        result.Canceled.Should().BeFalse();
        result.Message.Should().Be("broken");
    }

    [TestMethod]
    public async Task Cancelled_command_is_cancelled()
    {
        AddCommand("go", context => Task.FromCanceled<ExecuteCommandResult>(context.CancellationToken));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var result = await _services.Commands.ExecuteCommandAsync(_thing, "go", cancellation.Token);

        result.Canceled.Should().BeTrue();
        result.Success.Should().BeFalse();
    }

    [TestMethod]
    public async Task Earlier_names_of_commands_still_work()
    {
        AddCommand(KnownResourceCommands.StartCommand, _ => Task.FromResult(CommandResults.Success("started")));

        var result = await _services.Commands.ExecuteCommandAsync(_thing, "resource-start");

        result.Message.Should().Be("started");
    }

    [TestMethod]
    public async Task Command_of_replicas_runs_for_all_at_once_and_names_those_that_fail()
    {
        _thing.Annotations.Add(new ReplicaAnnotation(3));
        var ids = _thing.EnsureInstances("0123456789").Select(instance => instance.Id).ToArray();
        var running = 0;
        var all = new TaskCompletionSource();
        AddCommand("go", async context =>
        {
            if (Interlocked.Increment(ref running) == 3)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(_services.Deadline);
            return context.ResourceName == ids[1] ? CommandResults.Failure("no") : CommandResults.Success();
        });

        var result = await _services.Commands.ExecuteCommandAsync(_thing, "go");

        result.Success.Should().BeFalse();
        result.Message.Should().Be($"1 command executions failed.{Environment.NewLine}Resource '{ids[1]}' failed with error message: no");
    }

    [TestMethod]
    public async Task Snapshot_lists_commands_with_their_state()
    {
        _thing.Annotations.Add(new ResourceCommandAnnotation(
            "go", "Go", context => context.ResourceSnapshot.State?.Text == "Running" ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            _ => Task.FromResult(CommandResults.Success()), "Goes", null, "Sure?", "Rocket", IconVariant.Filled, isHighlighted: true));
        await _services.SetStateAsync(_thing, "Starting");
        _services.Notifications.TryGetCurrentState("thing", out var before).Should().BeTrue();

        await _services.SetStateAsync(_thing, "Running");

        _services.Notifications.TryGetCurrentState("thing", out var after).Should().BeTrue();
        before!.Snapshot.Commands.Single().State.Should().Be(ResourceCommandState.Disabled);
        after!.Snapshot.Commands.Single().Should().BeEquivalentTo(
            new { Name = "go", DisplayName = "Go", State = ResourceCommandState.Enabled, ConfirmationMessage = "Sure?", IconName = "Rocket", IsHighlighted = true });
    }

    private void AddCommand(string name, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute)
        => _thing.Annotations.Add(new ResourceCommandAnnotation(
            name, name, _ => ResourceCommandState.Enabled, execute, null, null, null, null, null, isHighlighted: false));
}
