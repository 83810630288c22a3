namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// The engine is stopped under a running application, or was never there.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class EngineOutageTests
{
    [TestMethod]
    public async Task A_pod_whose_engine_was_stopped_is_shown_as_ended_and_can_be_started_once_the_engine_is_back()
    {
        await using var engine = await PrivateEngine.StartAsync();
        await using var pod = await RunningApplication.StartAsync(builder => EnginePod.PodMain(builder)
            .WithSidecar("exporter", (b, n) => EnginePod.Shell(b, n, EnginePod.Server, "9100", "exporter")));
        await pod.WaitForLogAsync("api-exporter", "network ");

        await engine.StopAsync();
        await pod.WaitForAsync("api-exporter", IsDown);

        await engine.ResumeAsync();
        var before = pod.Property("api", "container.id");

        // The orchestrator does not notice that the engine has ended the main's container.
        await pod.CommandAsync("api", KnownResourceCommands.RestartCommand);
        await pod.WaitForAsync("api", snapshot => snapshot.State?.Text == KnownResourceStates.Running && !Equals(pod.Property("api", "container.id"), before));
        await pod.WaitForStateAsync("api-exporter", KnownResourceStates.Running);
        await pod.WaitForLogAsync("api-exporter", await EnginePod.NetworkAsync((string)pod.Property("api", "container.id")!));
    }

    [TestMethod]
    public async Task Without_an_engine_a_sidecar_fails_with_the_reason_and_its_main_on_the_host_runs_on()
    {
        await using var engine = await PrivateEngine.StartAsync();
        await engine.StopAsync();
        await using var pod = await RunningApplication.StartAsync(builder =>
        {
            // Else the application would use another engine that works.
            builder.Configuration["ASPIRE_CONTAINER_RUNTIME"] = "docker";
            builder.AddDummy("api", "wait").WithSidecar("proxy", (b, n) => EnginePod.Shell(b, n, "exec sleep 1000").WithNetworkSharing(SidecarNetwork.Shared).WithRestartPolicy(SidecarRestartPolicy.Never));
        });

        await pod.WaitForLogAsync("api-proxy", "Cannot connect to the Docker daemon");
        await pod.WaitForAsync("api-proxy", IsDown);
        await pod.WaitForStateAsync("api", KnownResourceStates.Running);
    }

    private static bool IsDown(CustomResourceSnapshot snapshot) =>
        KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) || snapshot.State?.Text is "Unknown" || snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;
}
