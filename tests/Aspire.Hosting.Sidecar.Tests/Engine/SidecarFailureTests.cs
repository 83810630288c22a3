namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// What the user sees of container sidecars that fail, on a real engine.
/// </summary>
[TestClass]
public sealed class SidecarFailureTests
{
    private const int Attempts = 3;

    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task A_sidecar_that_uses_up_its_memory_is_shown_as_killed_for_it(SidecarNetwork network)
    {
        await TestEngine.RequireAsync();
        if (TestEngine.IsPodman)
        {
            const string Reason = "Podman 4.3 does not reliably say that it was the memory: its OOMKilled stays false.";
            Console.WriteLine(Reason);
            Assert.Inconclusive(Reason);
        }

        // On a busy machine docker itself sometimes never says that it was the memory (OOMKilled false, exit code 137): once in twenty containers.
        for (var attempt = 1; !await IsKilledForItsMemoryAsync(network, isLast: attempt == Attempts); attempt++)
        {
            Console.WriteLine("The engine did not say that it was the memory. Once more.");
        }
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task A_sidecar_in_a_crash_loop_shows_its_restarts_until_it_has_failed_for_good(SidecarNetwork network)
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync(sidecar => sidecar.WithNetworkSharing(network)
            .WithRestartPolicy(SidecarRestartPolicy.OnFailure(2, TimeSpan.FromMilliseconds(100))).WithArgs("bash", "-c", "exit 7"));

        await pod.WaitForAsync("api-failing", snapshot => snapshot.Property("sidecar.restarts") is 1);
        var failed = await pod.WaitForAsync("api-failing", snapshot => snapshot.Property("sidecar.failure") is not null);

        failed.Property("sidecar.restarts").Should().Be(2);
        failed.Property("sidecar.lastExitCode").Should().Be(7);
        failed.Property("sidecar.lastExitReason").Should().BeNull();
        failed.State.Should().Be(new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error));
        pod.Snapshot("api").State?.Text.Should().Be(KnownResourceStates.Running);
    }

    [TestMethod]
    public async Task The_reason_why_a_sidecar_could_not_be_started_stays_in_sight()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync(sidecar => sidecar.WithRestartPolicy(SidecarRestartPolicy.OnFailure(1, TimeSpan.FromMilliseconds(100))).WithEntrypoint("/no/such"));

        await pod.WaitForLogAsync("api-failing", "failed for good");

        await Eventually.TrueAsync(() => pod.Snapshot("api-failing").Property("sidecar.restarts") is not null, "its failure is shown");
        pod.Snapshot("api-failing").Property("sidecar.failure").Should().BeOfType<string>().Which.Should().Contain("/no/such");
    }

    [TestMethod]
    public async Task A_handler_that_throws_changes_nothing_of_the_end()
    {
        await TestEngine.RequireAsync();
        await using var pod = await StartAsync(sidecar => sidecar.WithArgs("bash", "-c", "trap 'exit 3' TERM; echo ready; while :; do sleep 0.1; done")
            .OnResourceStopped((_, _, _) => throw new InvalidOperationException("boom")));
        await pod.WaitForLogAsync("api-failing", "ready");
        await pod.WaitForStateAsync("api-failing", KnownResourceStates.Running);

        await pod.CommandAsync("api-failing", KnownResourceCommands.StopCommand);

        pod.Snapshot("api-failing").ExitCode.Should().Be(3);
    }

    /// <summary>False when the engine has not said it.</summary>
    private static async Task<bool> IsKilledForItsMemoryAsync(SidecarNetwork network, bool isLast)
    {
        await using var pod = await StartAsync(sidecar => sidecar.WithNetworkSharing(network).WithResourceLimits(memory: "32m")
            .WithRestartPolicy(SidecarRestartPolicy.Never).WithArgs("tail", "/dev/zero"));

        var failed = await pod.WaitForAsync("api-failing", snapshot => snapshot.Property("sidecar.failure") is not null);

        failed.Property("sidecar.lastExitCode").Should().Be(137);
        failed.Property("container.limit.memory").Should().Be("32 MiB");
        failed.State.Should().Be(new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error));
        if (!isLast && failed.Property("sidecar.lastExitReason") is null)
        {
            return false;
        }

        failed.Property("sidecar.lastExitReason").Should().Be("OOMKilled");
        failed.Property("sidecar.failure").Should().Be("failed for good with exit code 137 (OOMKilled)");
        (await pod.WaitForLogAsync("api-failing", "ASPIRESIDECAR035")).Should().Contain("'api-failing'");
        return true;
    }

    private static Task<RunningApplication> StartAsync(Action<IResourceBuilder<SidecarResource>> configure) =>
        RunningApplication.StartAsync(builder => builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs("sleep", "1000")
            .WithSidecar("failing", TestEngine.Image, TestEngine.Tag, configure));
}
