namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// What is left in the engine when an application has ended, and what is kept.
/// </summary>
[TestClass]
public sealed class LeftoverTests
{
    /// <summary>Of this test alone: others are under way on the same engine.</summary>
    private readonly string _main = $"api{Guid.NewGuid():N}"[..14];

    [TestMethod]
    public async Task After_a_stop_nothing_is_left()
    {
        await TestEngine.RequireAsync();
        await using (var pod = await StartAsync())
        {
            await pod.WaitForStateAsync($"{_main}-joined", KnownResourceStates.Running);
            await pod.WaitForStateAsync($"{_main}-separate", KnownResourceStates.Running);
            (await VolumesAsync()).Should().ContainSingle();
            await pod.StopAsync();
        }

        await NothingIsLeftAsync();
    }

    [TestMethod]
    public async Task After_an_application_that_was_disposed_while_it_started_nothing_is_left()
    {
        await TestEngine.RequireAsync();
        var pod = await StartAsync(waitsForEver: true);
        await pod.WaitForStateAsync($"{_main}-joined", KnownResourceStates.Running);
        await pod.WaitForStateAsync($"{_main}-late", KnownResourceStates.Waiting);

        await pod.Application.DisposeAsync();

        await NothingIsLeftAsync();
    }

    [TestMethod]
    public async Task A_persistent_main_and_its_persistent_sidecar_are_found_again()
    {
        await TestEngine.RequireAsync();
        var store = TemporaryFolder.Create();
        try
        {
            var first = await RunAsync();
            (await ContainersAsync()).Should().BeEquivalentTo(first.Main, first.Kept);

            (await RunAsync()).Should().Be(first);
        }
        finally
        {
            foreach (var container in await ContainersAsync())
            {
                await TestEngine.RunAsync("rm", "--force", container);
            }

            foreach (var volume in await VolumesAsync())
            {
                await TestEngine.RunAsync("volume", "rm", volume);
            }

            Directory.Delete(store, recursive: true);
        }

        async Task<(string Main, string Kept)> RunAsync()
        {
            await using var pod = await RunningApplication.StartAsync(builder =>
            {
                builder.Configuration["Aspire:Store:Path"] = store;
                Sleeper(builder, _main).WithLifetime(ContainerLifetime.Persistent).WithSharedVolume("data", "/data")
                    .WithSidecar("kept", (b, n) => Sleeper(b, n).WithLifetime(ContainerLifetime.Persistent))
                    .WithSidecar("joined", (b, n) => Sleeper(b, n).WithSharedVolume("data", "/data"));
            });
            await pod.WaitForStateAsync($"{_main}-joined", KnownResourceStates.Running);
            await pod.WaitForStateAsync($"{_main}-kept", KnownResourceStates.Running);
            var ids = ((string)pod.Property(_main, "container.id")!, (string)pod.Property($"{_main}-kept", "container.id")!);
            await pod.StopAsync();
            return ids;
        }
    }

    private Task<RunningApplication> StartAsync(bool waitsForEver = false) => RunningApplication.StartAsync(builder =>
    {
        var main = Sleeper(builder, _main).WithSharedVolume("data", "/data")
            .WithSidecar("joined", (b, n) => Sleeper(b, n).WithSharedVolume("data", "/data"))
            .WithSidecar("separate", (b, n) => Sleeper(b, n).WithSharedVolume("data", "/data").WithNetworkSharing(SidecarNetwork.Separate));
        if (waitsForEver)
        {
            var never = Sleeper(builder, $"{_main}never").WithExplicitStart();
            main.WithSidecar("late", (b, n) => Sleeper(b, n).WaitFor(never));
        }
    });

    private static IResourceBuilder<ContainerResource> Sleeper(IDistributedApplicationBuilder builder, string name) =>
        EnginePod.MainShell(builder, name, "exec sleep 1000");

    private async Task NothingIsLeftAsync()
    {
        await Eventually.TrueAsync(async () => (await ContainersAsync()).Length == 0, "no container is left");
        await Eventually.TrueAsync(async () => (await VolumesAsync()).Length == 0, "no volume is left");
    }

    private Task<string[]> ContainersAsync() => TestEngine.ListAsync("ps", "--all", "--no-trunc", "--quiet", "--filter", $"name=^{_main}");

    private Task<string[]> VolumesAsync() => TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", $"name=.{_main}.");
}
