using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Tests.Processes;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class ProcessLifecycleTests
{
    [TestMethod]
    public async Task Executable_that_ends_is_finished_with_its_exit_code()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "print", "working", "exit", "7"));

        var snapshot = await app.WaitForStateAsync("job", KnownResourceStates.Finished);

        snapshot.ExitCode.Should().Be(7);
        snapshot.StartTimeStamp.Should().NotBeNull();
        snapshot.StopTimeStamp.Should().BeOnOrAfter(snapshot.StartTimeStamp!.Value);
        (await app.LogAsync("job")).Should().ContainSingle(line => line.Content.EndsWith(" working", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Running_executable_shows_what_runs()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait").WithEnvironment("COLOR", "red"));

        var snapshot = app.Snapshot("job");

        snapshot.State!.Text.Should().Be(KnownResourceStates.Running);
        snapshot.ResourceType.Should().Be("Executable");
        snapshot.Properties.ValueOf("executable.path").Should().Be(DummyProgram.Path);
        snapshot.Properties.ValueOf("executable.pid").Should().BeOfType<int>();
        snapshot.EnvironmentVariables.Should().Contain(variable => variable.Name == "COLOR" && variable.Value == "red");
    }

    [TestMethod]
    public async Task Instance_id_is_the_name_with_eight_letters()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job"));

        var change = await app.Notifications.WaitForResourceAsync("job", candidate => candidate.Snapshot.ExitCode is not null, app.Deadline);

        change.ResourceId.Should().MatchRegex("^job-[a-z]{8}$");
    }

    [TestMethod]
    public async Task Command_that_does_not_exist_fails_with_the_reason_in_its_log()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddExecutable("job", "no-such-command", "."));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().ContainSingle(line => line.Content.Contains("The command 'no-such-command' of resource 'job' was not found.") && line.IsErrorMessage);
    }

    [TestMethod]
    public async Task Twenty_executables_start_side_by_side()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            for (var i = 0; i < 20; i++)
            {
                builder.AddDummy($"job{i}", "exit", $"{i}");
            }
        });

        for (var i = 0; i < 20; i++)
        {
            (await app.WaitForStateAsync($"job{i}", KnownResourceStates.Finished)).ExitCode.Should().Be(i);
        }
    }

    [TestMethod]
    public async Task Stopped_event_is_raised_once_with_the_final_state()
    {
        List<ResourceStoppedEvent> events = [];
        var raised = new TaskCompletionSource();
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "exit", "3").OnResourceStopped((_, stopped, _) =>
        {
            events.Add(stopped);
            raised.TrySetResult();
            return Task.CompletedTask;
        }));

        await raised.Task.WaitAsync(app.Deadline);

        events.Should().ContainSingle().Which.ResourceEvent.Snapshot.ExitCode.Should().Be(3);
    }

    [TestMethod]
    public async Task Failing_handler_before_the_start_fails_it_and_starts_nothing()
    {
        await using var app = RunningApplication.Build(builder =>
        {
            builder.AddDummy("job", "wait");
            builder.OnBeforeStart((_, _) => throw new InvalidOperationException("no"));
        });

        var start = () => app.Application.StartAsync(app.Deadline);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("no");
        app.Notifications.TryGetCurrentState("job", out _).Should().BeFalse();
    }

    [TestMethod]
    public async Task Failing_handler_before_the_start_of_a_resource_fails_only_that_resource()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddDummy("bad", "wait").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("not today"));
            builder.AddDummy("good", "wait");
        });

        app.Snapshot("bad").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        app.Snapshot("good").State!.Text.Should().Be(KnownResourceStates.Running);
        (await app.LogAsync("bad")).Should().Contain(line => line.Content.Contains("not today"));
    }

    [TestMethod]
    public async Task Events_come_in_the_order_of_a_start()
    {
        List<string> order = [];
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            var job = builder.AddDummy("job", "wait").WithHttpEndpoint();
            Note<InitializeResourceEvent>(builder, "initialize", job.Resource);
            Note<ResourceEndpointsAllocatedEvent>(builder, "endpoints", job.Resource);
            Note<BeforeResourceStartedEvent>(builder, "before", job.Resource);
            Note<ResourceReadyEvent>(builder, "ready", job.Resource);
        });
        await app.Notifications.WaitForResourceHealthyAsync("job", app.Deadline);

        order.Where(name => name != "initialize").Should().Equal("endpoints", "before", "ready");
        order.Should().Contain("initialize");

        void Note<T>(IDistributedApplicationBuilder builder, string name, IResource resource)
            where T : IDistributedApplicationResourceEvent
            => builder.Eventing.Subscribe<T>(resource, (_, _) =>
            {
                lock (order)
                {
                    order.Add(name);
                }

                return Task.CompletedTask;
            });
    }

    [TestMethod]
    public async Task Stopping_the_application_ends_its_processes()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait"));
        var processId = (int)app.Snapshot("job").Properties.ValueOf("executable.pid")!;

        await app.Application.StopAsync(app.Deadline);

        LiveProcesses.IsAlive(processId).Should().BeFalse();
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Finished);
    }

    [TestMethod]
    public async Task Telemetry_ids_are_filled_in_for_each_instance()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddDummy("job", "env", "ID", "wait")
            .WithEnvironment("ID", """{{- index .Annotations "otel-service-name" -}}:{{- index .Annotations "otel-service-instance-id" -}}"""));

        var line = await app.WaitForLineAsync("job", "ID=");

        line.Should().MatchRegex("ID=job:[a-z]{8}$");
    }
}
