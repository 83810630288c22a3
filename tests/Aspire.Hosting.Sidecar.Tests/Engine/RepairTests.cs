namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// What users do to containers behind the application's back.
/// </summary>
[TestClass]
public sealed class RepairTests
{
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
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, "sharer").WithSidecar("watcher", (b, n) =>
            EnginePod.Shell(b, n, EnginePod.Server, "9100", "watcher").WithSharedProcesses().WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(100)))));
        await pod.WaitForLogAsync("sharer-watcher", "network ");
        var main = (string)pod.Property("sharer", "container.id")!;

        await TestEngine.RunAsync("restart", "--time", "1", main);

        await pod.WaitForLogAsync("sharer-watcher", await EnginePod.NetworkAsync(main));
        await pod.WaitForAsync("sharer", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.StopTimeStamp is not null);
        await pod.WaitForStateAsync("sharer-watcher", KnownResourceStates.Running);
        await pod.CommandAsync("sharer-watcher", KnownResourceCommands.StopCommand);
        await Eventually.TrueAsync(() => events.Of("die", creator: null, "sharer-watcher").Length >= 2, "the engine has told of both ends");
        await events.CatchUpAsync();
        events.Of("start", creator: null, "sharer-watcher").Should().HaveCount(2);
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
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, "returner").WithSidecar("slow", (b, n) =>
            EnginePod.Shell(b, n, "trap 'sleep 3; exit 0' TERM; echo ready; while :; do sleep 0.1; done").WithNetworkSharing(SidecarNetwork.Separate)));
        await pod.WaitForLogAsync("returner-slow", "ready");
        await pod.WaitForStateAsync("returner", KnownResourceStates.Running);
        await pod.WaitForStateAsync("returner-slow", KnownResourceStates.Running);
        var main = (string)pod.Property("returner", "container.id")!;
        var first = pod.Property("returner-slow", "container.id");

        await TestEngine.RunAsync("stop", "--time", "1", main);
        await pod.WaitForStateAsync("returner-slow", KnownResourceStates.Stopping);
        await TestEngine.RunAsync("start", main);

        await pod.WaitForAsync("returner-slow", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("returner-slow", "container.id"), first));
        pod.State("returner-slow").Should().Be(KnownResourceStates.Running);
        await Eventually.TrueAsync(() => events.Of("start", creator: null, "returner-slow").Length >= 2, "the engine has told of both starts");
        await events.CatchUpAsync();
        events.Of("start", creator: null, "returner-slow").Should().HaveCount(2);
        events.Of("die", creator: null, "returner-slow").Should().ContainSingle("the one that runs is not the one that was stopped");
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
