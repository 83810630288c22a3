using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class LifecycleCommandTests
{
    [TestMethod]
    public async Task Stop_ends_the_process_and_start_runs_it_again()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait"));
        var first = app.Snapshot("job").Properties.ValueOf("executable.pid");
        await app.WaitForLineAsync("job", "waiting");

        var stop = await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);
        var stopped = app.Snapshot("job");
        var start = await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);

        stop.Success.Should().BeTrue();
        stop.Message.Should().Be("Successfully stopped 'job'.");
        stopped.State!.Text.Should().Be(KnownResourceStates.Finished);
        stopped.ExitCode.Should().Be(0);
        start.Success.Should().BeTrue();
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
        app.Snapshot("job").ExitCode.Should().BeNull();
        app.Snapshot("job").Properties.ValueOf("executable.pid").Should().NotBe(first);
    }

    [TestMethod]
    public async Task Stop_is_shown_as_stopping_before_the_end()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait"));
        List<string?> states = [];
        var watching = new TaskCompletionSource();
        var watch = Task.Run(async () =>
        {
            await foreach (var change in app.Notifications.WatchAsync(app.Deadline))
            {
                states.Add(change.Snapshot.State?.Text);
                watching.TrySetResult();
                if (change.Snapshot.State?.Text == KnownResourceStates.Finished)
                {
                    return;
                }
            }
        });

        await watching.Task;
        await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);
        await watch;

        states.Distinct().Should().ContainInOrder(KnownResourceStates.Running, KnownResourceStates.Stopping, KnownResourceStates.Finished);
    }

    [TestMethod]
    public async Task Restart_keeps_the_addresses_of_endpoints()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("web", "serve", "PORT").WithHttpEndpoint(env: "PORT"));
        var before = app.Snapshot("web").Urls.Single().Url;
        await app.WaitForLineAsync("web", "listening");
        var firstProcess = await Eventually.AnswerAsync(new Uri(before));

        var restart = await app.ExecuteAsync("web", KnownResourceCommands.RestartCommand);

        restart.Message.Should().Be("Successfully restarted 'web'.");
        app.Snapshot("web").Urls.Single().Url.Should().Be(before);
        (await Eventually.AnswerAsync(new Uri(before))).Should().NotBe(firstProcess);
    }

    [TestMethod]
    public async Task Resource_with_explicit_start_waits_for_the_command()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait").WithExplicitStart());
        var before = app.Snapshot("job");

        await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);

        before.State!.Text.Should().Be(KnownResourceStates.NotStarted);
        before.Commands.Single(command => command.Name == "start").State.Should().Be(ResourceCommandState.Enabled);
        before.Commands.Single(command => command.Name == "stop").State.Should().Be(ResourceCommandState.Hidden);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Commands_of_a_running_resource_are_stop_and_restart()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait"));

        var commands = app.Snapshot("job").Commands.ToDictionary(command => command.Name, command => command.State);

        commands["start"].Should().Be(ResourceCommandState.Hidden);
        commands["stop"].Should().Be(ResourceCommandState.Enabled);
        commands["restart"].Should().Be(ResourceCommandState.Enabled);
    }

    [TestMethod]
    public async Task Start_of_a_waiting_resource_lets_it_go_on()
    {
        await using var app = RunningApplication.Build(AddWaiting);
        var starting = app.Application.StartAsync(app.Deadline);
        await app.WaitForStateAsync("job", KnownResourceStates.Waiting);

        await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);

        await starting;
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Stop_of_a_waiting_resource_calls_its_start_off()
    {
        await using var app = RunningApplication.Build(AddWaiting);
        var starting = app.Application.StartAsync(app.Deadline);
        await app.WaitForStateAsync("job", KnownResourceStates.Waiting);

        var stop = await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);

        await starting;
        stop.Success.Should().BeTrue();
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Finished);
        app.Snapshot("job").ExitCode.Should().BeNull();
    }

    [TestMethod]
    public async Task Restart_of_a_waiting_resource_waits_again()
    {
        await using var app = RunningApplication.Build(AddWaiting);
        var starting = app.Application.StartAsync(app.Deadline);
        await app.WaitForStateAsync("job", KnownResourceStates.Waiting);

        var restart = app.ExecuteAsync("job", KnownResourceCommands.RestartCommand);
        await starting;
        await app.ExecuteAsync("dependency", KnownResourceCommands.StartCommand);

        (await restart).Success.Should().BeTrue();
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Handler_of_the_end_may_start_the_resource_again()
    {
        var starts = 0;
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait")
            .OnBeforeResourceStarted((_, _, _) =>
            {
                starts++;
                return Task.CompletedTask;
            })
            .OnResourceStopped(async (resource, stopped, cancellationToken) =>
            {
                var commands = (ResourceCommandService)stopped.Services.GetService(typeof(ResourceCommandService))!;
                await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
            }));

        await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);
        await app.WaitForStateAsync("job", KnownResourceStates.Running);

        starts.Should().Be(2);
    }

    private static void AddWaiting(IDistributedApplicationBuilder builder)
    {
        var dependency = builder.AddDummy("dependency", "wait").WithExplicitStart();
        builder.AddDummy("job", "wait").WaitFor(dependency);
    }
}
