using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests.Orchestrator;

[TestClass]
public sealed class WaitTests
{
    [TestMethod]
    public async Task WaitFor_holds_the_start_until_the_dependency_is_healthy()
    {
        var isHealthy = false;
        await using var app = RunningApplication.Build(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => Volatile.Read(ref isHealthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            builder.AddDummy("job", "wait").WaitFor(builder.AddDummy("dependency", "wait").WithHealthCheck("check"));
        });
        var starting = app.Application.StartAsync(app.Deadline);
        var waiting = await app.WaitForStateAsync("job", KnownResourceStates.Waiting);
        await app.WaitForStateAsync("dependency", KnownResourceStates.Running);
        starting.IsCompleted.Should().BeFalse();

        Volatile.Write(ref isHealthy, true);
        await starting;

        ((IEnumerable<string>)waiting.Properties.ValueOf("resource.waitingFor")!).Should().ContainSingle().Which.Should().StartWith("dependency-");
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
        app.Snapshot("job").Properties.ValueOf("resource.waitingFor").Should().BeNull();
    }

    [TestMethod]
    public async Task WaitForStart_does_not_ask_for_health()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => HealthCheckResult.Unhealthy());
            builder.AddDummy("job", "wait").WaitForStart(builder.AddDummy("dependency", "wait").WithHealthCheck("check"));
        });

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task WaitForCompletion_goes_on_when_the_dependency_has_ended_well()
    {
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("job", "wait").WaitForCompletion(builder.AddDummy("seed", "exit", "4"), exitCode: 4));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task WaitForCompletion_fails_when_the_exit_code_is_another()
    {
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("job", "wait").WaitForCompletion(builder.AddDummy("seed", "exit", "4")));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(line => line.Content.Contains(
            "Resource 'job' stopped waiting for dependency resource 'seed' because it entered the 'Finished' state with exit code '4', expected '0'."));
    }

    [TestMethod]
    public async Task WaitFor_fails_when_the_dependency_cannot_start()
    {
        await using var app = await RunningApplication.StartAsync(
            builder => builder.AddDummy("job", "wait").WaitFor(builder.AddExecutable("dependency", "no-such-command", ".")));

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(
            line => line.Content.Contains("Resource 'job' stopped waiting for dependency resource 'dependency' because it failed to start."));
    }

    [TestMethod]
    public async Task WaitFor_fails_when_the_dependency_ends_too_early()
    {
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddDummy("job", "wait")
                .WaitFor(builder.AddDummy("dependency", "exit", "0"))
                .OnBeforeResourceStarted((_, starting, cancellationToken) => starting.Services.GetRequiredService<ResourceNotificationService>()
                    .WaitForResourceAsync("dependency", KnownResourceStates.Finished, cancellationToken));
        });

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(line => line.Content.Contains("because it entered the 'Finished' state prematurely."));
    }

    [TestMethod]
    public async Task WaitFor_waits_for_the_handlers_of_the_ready_event()
    {
        var ready = new TaskCompletionSource();
        await using var app = RunningApplication.Build(builder => builder.AddDummy("job", "wait")
            .WaitFor(builder.AddDummy("dependency", "wait").OnResourceReady((_, _, _) => ready.Task)));
        var starting = app.Application.StartAsync(app.Deadline);
        await app.WaitForLineAsync("job", "Waiting for resource ready to execute for 'dependency'.");
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Waiting);

        ready.SetResult();
        await starting;

        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task Handlers_of_users_run_before_the_wait()
    {
        var called = false;
        await using var app = RunningApplication.Build(builder => builder.AddDummy("job", "wait")
            .WaitFor(builder.AddDummy("dependency", "wait").WithExplicitStart())
            .OnBeforeResourceStarted((_, _, _) =>
            {
                called = true;
                return Task.CompletedTask;
            }));
        var starting = app.Application.StartAsync(app.Deadline);

        await app.WaitForStateAsync("job", KnownResourceStates.Waiting);

        called.Should().BeTrue();
        await app.ExecuteAsync("dependency", KnownResourceCommands.StartCommand);
        await starting;
    }
}
