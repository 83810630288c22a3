using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Orchestrator;

namespace Aspire.Hosting.Tests.Containers;

/// <summary>What happens when somebody uses the engine without asking the AppHost.</summary>
[TestClass]
public sealed class BehindTheBackTests
{
    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestMethod]
    public async Task Removed_container_is_shown_as_exited_and_can_be_started_again()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", TestContainerExtensions.Wait));
        var id = app.ContainerId("job");

        await TestEngine.RunAsync("rm", "-f", id);
        (await app.WaitForStateAsync("job", KnownResourceStates.Exited)).ExitCode.Should().Be(137);

        await app.ExecuteAsync("job", KnownResourceCommands.StartCommand);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Running);
        app.ContainerId("job").Should().NotBe(id);
    }

    [TestMethod]
    public async Task Restarted_container_is_shown_as_exited_and_then_as_running_and_keeps_its_log()
    {
        await using var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", $"echo run $RANDOM; {TestContainerExtensions.Wait}"));
        await app.WaitForLineAsync("job", "waiting");
        var before = app.Snapshot("job");
        var exited = app.WaitForStateAsync("job", KnownResourceStates.Exited);

        await TestEngine.RunAsync("restart", app.ContainerId("job"));

        (await exited).ExitCode.Should().Be(3);
        var after = (await app.Notifications.WaitForResourceAsync(
            "job", change => change.Snapshot.State?.Text == KnownResourceStates.Running && change.Snapshot.StartTimeStamp > before.StartTimeStamp, app.Deadline)).Snapshot;
        after.ExitCode.Should().BeNull();
        after.Properties.ValueOf("container.id").Should().Be(before.Properties.ValueOf("container.id"));
        await WaitForRunsAsync(app, count: 2);
        await app.ExecuteAsync("job", KnownResourceCommands.StopCommand);
        app.Snapshot("job").State!.Text.Should().Be(KnownResourceStates.Exited);
    }

    [TestMethod]
    public async Task Killed_clients_of_the_engine_lose_neither_output_nor_the_end()
    {
        await using var app = await RunningApplication.StartAsync(builder
            => builder.AddScript("job", "for i in $(seq 40); do echo line $i; sleep 0.1; done; exit 9"));
        await app.WaitForLineAsync("job", "line 5");

        KillClients(app.ContainerId("job"));

        (await app.WaitForStateAsync("job", KnownResourceStates.Exited)).ExitCode.Should().Be(9);
        (await app.LogAsync("job")).Where(line => line.Content.Contains(" line ")).Select(line => line.Content.Split(' ')[^1])
            .Should().Equal(Enumerable.Range(1, 40).Select(number => $"{number}"));
    }

    private static async Task WaitForRunsAsync(RunningApplication app, int count)
    {
        var runs = 0;
        await Eventually.TrueAsync(
            async () => (runs = (await app.LogAsync("job")).Count(line => line.Content.Contains(" run "))) >= count, $"the container ran {count} times");
        runs.Should().Be(count);
    }

    private static void KillClients(string containerId)
    {
        foreach (var process in System.Diagnostics.Process.GetProcessesByName("docker"))
        {
            if (File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(containerId, StringComparison.Ordinal))
            {
                process.Kill();
            }
        }
    }
}
