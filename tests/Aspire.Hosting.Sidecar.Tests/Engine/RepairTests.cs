namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// What users do to containers behind the application's back.
/// </summary>
[TestClass]
public sealed class RepairTests
{
    /// <summary>Of this test alone, where it listens to all that happens in the engine.</summary>
    private readonly string _main = $"api{Guid.NewGuid():N}"[..14];

    [TestMethod]
    public async Task A_sidecar_joins_a_main_that_the_engine_has_restarted()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync();
        var id = (string)pod.Property("api", "container.id")!;
        var first = await EnginePod.NetworkAsync(id);

        await TestEngine.RunAsync("restart", "--time", "1", id);

        var second = await EnginePod.NetworkAsync(id);
        second.Should().NotBe(first);
        await pod.WaitForLogAsync("api-exporter", second);
    }

    [TestMethod]
    public async Task A_sidecar_that_ended_with_its_main_and_came_back_by_its_policy_is_not_started_once_more()
    {
        await TestEngine.RequireAsync();
        using var events = new EngineEvents();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, _main).WithSidecar("watcher", (b, n) =>
            EnginePod.Shell(b, n, EnginePod.Server, "9100", "watcher").WithSharedProcesses().WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(100)))));
        await pod.WaitForLogAsync($"{_main}-watcher", "network ");
        var main = (string)pod.Property(_main, "container.id")!;

        await TestEngine.RunAsync("restart", "--time", "1", main);

        await pod.WaitForLogAsync($"{_main}-watcher", await EnginePod.NetworkAsync(main));
        await pod.WaitForAsync(_main, snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.StopTimeStamp is not null);
        await pod.WaitForStateAsync($"{_main}-watcher", KnownResourceStates.Running);
        await pod.CommandAsync($"{_main}-watcher", KnownResourceCommands.StopCommand);
        await Eventually.TrueAsync(() => events.Of("die", creator: null, $"{_main}-watcher").Length >= 2, "the engine has told of both ends");
        await events.CatchUpAsync();
        events.Of("start", creator: null, $"{_main}-watcher").Should().HaveCount(2);
    }

    [TestMethod]
    public async Task A_sidecar_that_ended_while_its_main_was_paused_comes_back_after_the_pause()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, "dozer").WithSidecar("helper", (b, n) =>
            EnginePod.Shell(b, n, EnginePod.Server, "9100", "helper").WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(100)))));
        await pod.WaitForLogAsync("dozer-helper", "network ");
        await pod.WaitForStateAsync("dozer", KnownResourceStates.Running);
        var main = (string)pod.Property("dozer", "container.id")!;
        var first = (string)pod.Property("dozer-helper", "container.id")!;

        // The orchestrator sees a pause when something else happens to the container meanwhile.
        await TestEngine.RunAsync("pause", main);
        var network = await TestEngine.RunAsync("inspect", "--format", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}", main);
        await TestEngine.RunAsync("network", "disconnect", network, main);
        await pod.WaitForStateAsync("dozer", "Paused");
        await TestEngine.RunAsync("rm", "--force", first);
        await pod.WaitForStateAsync("dozer-helper", KnownResourceStates.Waiting);
        await TestEngine.RunAsync("unpause", main);

        await pod.WaitForAsync("dozer-helper", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("dozer-helper", "container.id"), first));
        await pod.WaitForStateAsync("dozer", KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task A_sidecar_joins_a_main_that_was_removed_and_started_again()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync();
        var first = (string)pod.Property("api", "container.id")!;

        await TestEngine.RunAsync("rm", "--force", first);
        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == "Unknown" || KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        await pod.WaitForAsync("api-exporter", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        await pod.CommandAsync("api", KnownResourceCommands.StartCommand);

        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
        await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running);
        var second = (string)pod.Property("api", "container.id")!;
        second.Should().NotBe(first);
        await pod.WaitForLogAsync("api-exporter", await EnginePod.NetworkAsync(second));
    }

    [TestMethod]
    public async Task A_sidecar_that_is_being_stopped_when_its_main_comes_back_runs_again()
    {
        await TestEngine.RequireAsync();
        using var events = new EngineEvents();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, _main).WithSidecar("slow", (b, n) =>
            EnginePod.Shell(b, n, "trap 'sleep 3; exit 0' TERM; echo ready; while :; do sleep 0.1; done").WithNetworkSharing(SidecarNetwork.Separate)));
        await pod.WaitForLogAsync($"{_main}-slow", "ready");
        await pod.WaitForStateAsync(_main, KnownResourceStates.Running);
        await pod.WaitForStateAsync($"{_main}-slow", KnownResourceStates.Running);
        var main = (string)pod.Property(_main, "container.id")!;
        var first = pod.Property($"{_main}-slow", "container.id");

        await TestEngine.RunAsync("stop", "--time", "1", main);
        await pod.WaitForStateAsync($"{_main}-slow", KnownResourceStates.Stopping);
        await TestEngine.RunAsync("start", main);

        await pod.WaitForAsync($"{_main}-slow", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property($"{_main}-slow", "container.id"), first));
        pod.State($"{_main}-slow").Should().Be(KnownResourceStates.Running);
        await Eventually.TrueAsync(() => events.Of("start", creator: null, $"{_main}-slow").Length >= 2, "the engine has told of both starts");
        await events.CatchUpAsync();
        events.Of("start", creator: null, $"{_main}-slow").Should().HaveCount(2);
        events.Of("die", creator: null, $"{_main}-slow").Should().ContainSingle("the one that runs is not the one that was stopped");
    }

    [TestMethod]
    public async Task A_sidecar_that_was_removed_is_started_again_and_its_main_runs_on()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync();
        var main = pod.Property("api", "container.id");
        var removed = (await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running)).Property("container.id");

        await TestEngine.RunAsync("rm", "--force", (string)removed!);

        var second = await pod.WaitForAsync("api-exporter", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(snapshot.Property("container.id"), removed));
        (await EnginePod.NetworkAsync((string)second.Property("container.id")!)).Should().Be(await EnginePod.NetworkAsync((string)main!));
        pod.Property("api", "container.id").Should().Be(main);
    }

    [TestMethod]
    public async Task Killing_the_engines_client_that_follows_the_log_changes_nothing()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync();
        var container = (string)(await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running)).Property("container.id")!;

        foreach (var client in System.Diagnostics.Process.GetProcesses().Where(process => IsFollowing(process.Id, container)))
        {
            client.Kill();
        }

        await TestEngine.RunAsync("exec", container, "bash", "-c", "echo said after that > /proc/1/fd/1");
        await pod.WaitForLogAsync("api-exporter", "said after that");
        pod.Property("api-exporter", "container.id").Should().Be(container);
        pod.State("api-exporter").Should().Be(KnownResourceStates.Running);
    }

    private static bool IsFollowing(int process, string container)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Split('\0') is [_, "logs", "--follow", .., var last, ""] && last == container;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<RunningApplication> StartAsync()
    {
        var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder)
            .WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter").WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(100)))));
        await pod.WaitForLogAsync("api-exporter", "network ");
        return pod;
    }
}
