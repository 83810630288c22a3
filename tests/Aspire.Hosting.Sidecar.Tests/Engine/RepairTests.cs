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
        var first = await NetworkAsync(id);

        await TestEngine.RunAsync("restart", "--time", "1", id);

        var second = await NetworkAsync(id);
        second.Should().NotBe(first);
        await pod.WaitForLogAsync("api-exporter", second);
    }

    [TestMethod]
    public async Task A_sidecar_joins_a_main_that_was_removed_and_started_again()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync();
        var first = (string)pod.Property("api", "container.id")!;

        await TestEngine.RunAsync("rm", "--force", first);
        await pod.WaitForAsync("api", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        await pod.WaitForAsync("api-exporter", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        await pod.CommandAsync("api", KnownResourceCommands.StartCommand);

        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
        await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running);
        var second = (string)pod.Property("api", "container.id")!;
        second.Should().NotBe(first);
        await pod.WaitForLogAsync("api-exporter", await NetworkAsync(second));
    }

    [TestMethod]
    public async Task A_sidecar_that_was_removed_is_started_again_and_its_main_runs_on()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync("keeper");
        var main = pod.Property("keeper", "container.id");
        var removed = await EnginePod.WaitForContainerAsync("keeper-exporter");

        await TestEngine.RunAsync("rm", "--force", removed);

        var second = await EnginePod.WaitForContainerAsync("keeper-exporter", otherThan: removed);
        (await NetworkAsync(second)).Should().Be(await NetworkAsync((string)main!));
        pod.Property("keeper", "container.id").Should().Be(main);
    }

    [TestMethod]
    public async Task Killing_the_engines_client_leaves_one_container_of_the_sidecar()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync("twice");
        var first = await EnginePod.WaitForContainerAsync("twice-exporter");
        await pod.WaitForAsync("twice-exporter", snapshot => snapshot.Properties.Any(property => property.Name == "executable.pid"));
        var client = Convert.ToInt32(pod.Property("twice-exporter", "executable.pid"), System.Globalization.CultureInfo.InvariantCulture);

        using (var process = System.Diagnostics.Process.GetProcessById(client))
        {
            process.Kill();
        }

        await pod.WaitForAsync("twice-exporter", _ => pod.States.Count(state => state == ("twice-exporter", KnownResourceStates.Running)) == 2);
        await EnginePod.WaitForContainerAsync("twice-exporter", otherThan: first);
        (await TestEngine.ListAsync("ps", "--all", "--format", "{{.Names}}", "--filter", "name=^twice-exporter-")).Should().ContainSingle();
    }

    private static async Task<RunningApplication> StartAsync(string main = "api")
    {
        var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder, main)
            .WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter").WithRestartPolicy(SidecarRestartPolicy.Always(TimeSpan.FromMilliseconds(100)))));
        await pod.WaitForLogAsync($"{main}-exporter", "network ");
        return pod;
    }

    private static async Task<string> NetworkAsync(string container) => (await TestEngine.RunAsync("exec", container, "readlink", "/proc/1/ns/net")).Trim();
}
