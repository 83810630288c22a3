using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Tests.Orchestrator;
using Aspire.Hosting.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Tests.Health;

[TestClass]
public sealed class ResourceHealthTests
{
    [TestMethod]
    public async Task Resource_without_checks_is_healthy_when_it_runs()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait"));

        var healthy = await app.Notifications.WaitForResourceHealthyAsync("job", app.Deadline);

        healthy.Snapshot.HealthStatus.Should().Be(HealthStatus.Healthy);
        healthy.Snapshot.HealthReports.Should().BeEmpty();
    }

    [TestMethod]
    public async Task Checks_are_repeated_until_the_resource_is_healthy_and_it_gets_ready_once()
    {
        var (checks, ready, isSeen) = (0, 0, false);
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => Interlocked.Increment(ref checks) < 3 || !Volatile.Read(ref isSeen)
                ? HealthCheckResult.Unhealthy("not yet", new InvalidOperationException("still starting"))
                : HealthCheckResult.Healthy("fine"));
            builder.AddDummy("job", "wait").WithHealthCheck("check").OnResourceReady((_, _, _) =>
            {
                ready++;
                return Task.CompletedTask;
            });
        });
        var unhealthy = await app.Notifications.WaitForResourceAsync("job", change => change.Snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy }], app.Deadline);
        Volatile.Write(ref isSeen, true);

        var healthy = await app.Notifications.WaitForResourceHealthyAsync("job", app.Deadline);

        unhealthy.Snapshot.HealthReports.Single().ExceptionText.Should().Contain("still starting");
        healthy.Snapshot.HealthReports.Single().Should().Match<HealthReportSnapshot>(report => report.Name == "check" && report.Description == "fine");
        ready.Should().Be(1);
    }

    [TestMethod]
    public async Task Restarted_resource_gets_ready_again()
    {
        var ready = 0;
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait").OnResourceReady((_, _, _) =>
        {
            Interlocked.Increment(ref ready);
            return Task.CompletedTask;
        }));
        await app.Notifications.WaitForResourceHealthyAsync("job", app.Deadline);

        await app.ExecuteAsync("job", KnownResourceCommands.RestartCommand);
        await app.Notifications.WaitForResourceHealthyAsync("job", app.Deadline);

        ready.Should().Be(2);
    }

    [TestMethod]
    public async Task Failing_ready_handler_fails_what_waits_for_the_resource()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "wait")
            .WaitFor(builder.AddDummy("dependency", "wait").OnResourceReady((_, _, _) => throw new InvalidOperationException("seed failed"))));

        app.Snapshot("dependency").State!.Text.Should().Be(KnownResourceStates.Running);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.FailedToStart);
        (await app.LogAsync("job")).Should().Contain(line => line.Content.Contains("seed failed"));
    }

    [TestMethod]
    public async Task Ready_handler_that_never_returns_holds_up_nothing_else()
    {
        var never = new TaskCompletionSource();
        await using var app = await RunningApplication.StartAsync(builder =>
        {
            builder.AddDummy("stuck", "wait").OnResourceReady((_, _, _) => never.Task);
            builder.AddDummy("other", "wait").WithExplicitStart();
        });
        await app.ExecuteAsync("stuck", KnownResourceCommands.StopCommand);

        await app.ExecuteAsync("other", KnownResourceCommands.StartCommand);
        var healthy = await app.Notifications.WaitForResourceHealthyAsync("other", app.Deadline);

        healthy.Snapshot.HealthStatus.Should().Be(HealthStatus.Healthy);
        never.SetResult();
    }

    [TestMethod]
    public async Task Check_that_is_not_registered_fails_the_start()
    {
        await using var app = RunningApplication.Build(builder => builder.AddDummy("job", "wait").WithHealthCheck("missing"));

        var start = () => app.Application.StartAsync(app.Deadline);

        await start.Should().ThrowAsync<OptionsValidationException>()
            .WithMessage("The health check 'missing' is not registered and is required for resource 'job'.");
    }

    [TestMethod]
    public void Checks_become_rarer_while_nothing_changes_and_frequent_after_a_recovery()
    {
        var interval = new HealthCheckInterval();

        var failing = Enumerable.Range(0, 20).Select(_ => interval.Next(isHealthy: false)).ToArray();
        var healthy = interval.Next(isHealthy: true);
        var again = interval.Next(isHealthy: false);

        failing.Should().BeInAscendingOrder();
        failing[0].Should().BeLessThan(TimeSpan.FromSeconds(1));
        failing[^1].Should().Be(TimeSpan.FromSeconds(5));
        healthy.Should().Be(TimeSpan.FromSeconds(5));
        again.Should().Be(failing[0]);
    }
}
