using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Sidecar.Tests.Running;

[TestClass]
public sealed class PodLifecycleTests
{
    private static readonly SidecarRestartPolicy Twice = SidecarRestartPolicy.OnFailure(maxRestarts: 2, backOff: TimeSpan.FromMilliseconds(20));

    [TestMethod]
    public async Task A_sidecar_that_keeps_failing_is_restarted_and_then_shown_as_failed_while_the_main_runs_on()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "exit", "3").WithRestartPolicy(Twice)));

        var helper = await pod.WaitForAsync("api-helper", snapshot => snapshot.State?.Style == KnownResourceStateStyles.Error);

        (helper.State!.Text, helper.ExitCode).Should().Be((KnownResourceStates.Exited, 3));
        pod.Property("api-helper", "sidecar.restarts").Should().Be(2);
        pod.Property("api-helper", "sidecar.lastExitCode").Should().Be(3);
        pod.Property("api-helper", "sidecar.failure").Should().Be("failed for good with exit code 3");
        pod.States.Count(state => state == ("api-helper", KnownResourceStates.Running)).Should().Be(3);
        pod.Snapshot("api").State!.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task An_essential_sidecar_that_fails_for_good_takes_the_main_down()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "exit", "3").WithRestartPolicy(SidecarRestartPolicy.Never).AsEssential()));

        var main = await pod.WaitForAsync("api", snapshot => snapshot.State?.Style == KnownResourceStateStyles.Error);

        main.State!.Text.Should().Be(KnownResourceStates.Exited);
        pod.Property("api", "sidecar.failure").Should().Be("its essential sidecar 'api-helper' failed for good");
    }

    [TestMethod]
    [DataRow(SidecarStartOrder.BeforeMain)]
    [DataRow(SidecarStartOrder.WithMain)]
    public async Task An_essential_sidecar_that_fails_for_good_keeps_a_main_that_waits_from_starting(SidecarStartOrder order)
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "exit", "3").WithRestartPolicy(SidecarRestartPolicy.Never).WithStartOrder(order).AsEssential())
            .WithInitContainer("seed", (b, n) => b.AddDummy(n, "wait")));

        await pod.WaitForLogAsync("api", "ASPIRESIDECAR028: 'api-helper' has ended for good, and 'api', for which it is essential, is not started");

        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == KnownResourceStates.FailedToStart
            && snapshot.Properties.Any(property => property is { Name: "sidecar.failure", Value: "its essential sidecar 'api-helper' failed for good" }));
        pod.States.Should().NotContain(("api", KnownResourceStates.Running)).And.NotContain(("api", KnownResourceStates.Exited));
    }

    [TestMethod]
    public async Task Sidecars_of_a_job_are_stopped_when_it_is_done_and_do_not_count_as_failed()
    {
        await using var pod = await RunningApplication.StartAsync(builder => builder.AddDummy("job", "exit", "0")
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "wait").WithRestartPolicy(SidecarRestartPolicy.Always())));

        var helper = await pod.WaitForStateAsync("job-helper", KnownResourceStates.Finished);

        helper.State!.Style.Should().NotBe(KnownResourceStateStyles.Error);
        pod.Property("job-helper", "sidecar.restarts").Should().BeNull();
        pod.Snapshot("job").ExitCode.Should().Be(0);
    }

    [TestMethod]
    public async Task The_main_waits_for_a_sidecar_that_starts_before_it()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("proxy", (b, n) => b.AddDummy(n, "wait").WithStartOrder(SidecarStartOrder.BeforeMain)));

        await pod.WaitForStateAsync("api", KnownResourceStates.Running);

        var states = pod.States.ToArray();
        Array.IndexOf(states, ("api-proxy", KnownResourceStates.Running)).Should().BeInRange(0, Array.IndexOf(states, ("api", KnownResourceStates.Running)));
    }

    [TestMethod]
    public async Task The_main_says_that_the_sidecar_it_waits_for_has_failed_and_goes_on_when_that_is_mended()
    {
        var isMended = false;
        await using var pod = await RunningApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("mended", () => isMended ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            WaitingMain(builder).WithSidecar("proxy", (b, n) => b.AddDummy(n).WithArgs(context => context.Args.Add(isMended ? "wait" : "bad"))
                .WithRestartPolicy(SidecarRestartPolicy.Never).WithStartOrder(SidecarStartOrder.BeforeMain).WithHealthCheck("mended"));
        });

        await pod.WaitForLogAsync("api", "ASPIRESIDECAR028: 'api-proxy' has ended for good, and 'api' cannot start without it");

        pod.Snapshot("api").State!.Text.Should().Be(KnownResourceStates.Waiting);
        isMended = true;
        await pod.CommandAsync("api-proxy", KnownResourceCommands.StartCommand);
        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task A_sidecar_that_starts_after_the_main_waits_for_it()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("probe", (b, n) => b.AddDummy(n, "wait").WithStartOrder(SidecarStartOrder.AfterMain)));

        await pod.WaitForStateAsync("api-probe", KnownResourceStates.Running);

        var states = pod.States.ToArray();
        Array.IndexOf(states, ("api", KnownResourceStates.Running)).Should().BeInRange(0, Array.IndexOf(states, ("api-probe", KnownResourceStates.Running)));
    }

    [TestMethod]
    public async Task A_failed_init_container_keeps_the_main_from_starting()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithInitContainer("seed", (b, n) => b.AddDummy(n, "exit", "4")));

        await pod.WaitForStateAsync("api", KnownResourceStates.FailedToStart);

        pod.Snapshot("api-seed").ExitCode.Should().Be(4);
        pod.States.Should().NotContain(("api", KnownResourceStates.Running));
    }

    [TestMethod]
    public async Task A_main_that_is_started_by_command_takes_its_sidecars_along()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder).WithExplicitStart()
            .WithInitContainer("seed", (b, n) => b.AddDummy(n, "exit", "0"))
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "wait")));
        await pod.WaitForStateAsync("api-helper", KnownResourceStates.NotStarted);
        await pod.WaitForStateAsync("api", KnownResourceStates.NotStarted);

        await pod.CommandAsync("api", KnownResourceCommands.StartCommand);

        await pod.WaitForStateAsync("api-helper", KnownResourceStates.Running);
        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task A_stop_command_stops_the_main_and_then_its_sidecars()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("first", (b, n) => b.AddDummy(n, "wait"))
            .WithSidecar("second", (b, n) => b.AddDummy(n, "wait")));
        await pod.WaitForStateAsync("api-first", KnownResourceStates.Running);
        await pod.WaitForStateAsync("api-second", KnownResourceStates.Running);

        await pod.CommandAsync("api", KnownResourceCommands.StopCommand);
        await pod.WaitForStateAsync("api-first", KnownResourceStates.Finished);
        await pod.WaitForStateAsync("api-second", KnownResourceStates.Finished);

        pod.States.Where(state => state.State == KnownResourceStates.Finished).Select(state => state.Resource).First().Should().Be("api");
    }

    [TestMethod]
    public async Task A_sidecar_stopped_by_command_stays_stopped()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "wait").WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.Zero)))
            .WithSidecar("other", (b, n) => b.AddDummy(n, "exit", "1").WithRestartPolicy(Twice)));
        await pod.WaitForStateAsync("api-helper", KnownResourceStates.Running);

        await pod.CommandAsync("api-helper", KnownResourceCommands.StopCommand);

        await pod.WaitForAsync("api-other", snapshot => snapshot.State?.Style == KnownResourceStateStyles.Error);
        pod.Snapshot("api-helper").State!.Text.Should().Be(KnownResourceStates.Finished);
    }

    [TestMethod]
    public async Task Members_find_each_other()
    {
        await using var pod = await RunningApplication.StartAsync(builder => builder.AddDummy("api", "env", "SIDECAR_HELPER_HTTP", "wait")
            .WithHttpEndpoint(name: "http")
            .WithSharedVolume("files", "/files")
            .WithSidecar("helper", (b, n) => b.AddDummy(n, "env", "SIDECAR_NAME", "env", "SIDECAR_MAIN_NAME", "env", "SIDECAR_MAIN_HTTP", "env", "SIDECAR_VOLUME_FILES", "wait")
                .WithHttpEndpoint(name: "http")
                .WithSharedVolume("files", "/files")));

        (await pod.WaitForLogAsync("api", "SIDECAR_HELPER_HTTP=")).Should().MatchRegex("=http://localhost:[0-9]+$");
        (await pod.WaitForLogAsync("api-helper", "SIDECAR_MAIN_HTTP=")).Should().MatchRegex("=http://localhost:[0-9]+$");
        (await pod.WaitForLogAsync("api-helper", "SIDECAR_NAME=")).Should().EndWith("=helper");
        (await pod.WaitForLogAsync("api-helper", "SIDECAR_MAIN_NAME=")).Should().EndWith("=api");
        (await pod.WaitForLogAsync("api-helper", "SIDECAR_VOLUME_FILES=")).Should().EndWith(Path.Combine("sidecar", "api", "files"));
    }

    [TestMethod]
    public async Task A_sidecar_that_does_not_stop_does_not_hold_up_the_others()
    {
        await using var pod = await RunningApplication.StartAsync(builder => WaitingMain(builder)
            .WithSidecar("first", (b, n) => b.AddDummy(n, "wait"))
            .WithSidecar("stubborn", (b, n) => b.AddDummy(n, "stubborn").WithStopGracePeriod(TimeSpan.FromMilliseconds(300))));
        await pod.WaitForStateAsync("api-first", KnownResourceStates.Running);
        await pod.WaitForLogAsync("api-stubborn", "stubborn");

        await pod.StopAsync();

        var first = await pod.WaitForStateAsync("api-first", KnownResourceStates.Finished);
        first.StopTimeStamp.Should().BeBefore(pod.Snapshot("api-stubborn").StopTimeStamp ?? DateTime.MaxValue, "the host ends the other one only when its patience is over");
    }

    private static IResourceBuilder<ExecutableResource> WaitingMain(IDistributedApplicationBuilder builder) => builder.AddDummy("api", "wait");
}
