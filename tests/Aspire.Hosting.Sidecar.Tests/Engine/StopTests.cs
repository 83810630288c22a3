using System.Diagnostics;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Signals and grace periods of every kind of member, by command, with the main and at the end of the application, on a real engine.
/// </summary>
[TestClass]
public sealed class StopTests
{
    /// <summary>Longer than the orchestrator's own 6 s for a process and 10 s for a container.</summary>
    private const int Slow = 12;

    /// <summary>What a member writes when it is told to end, and when it has done what it had to.</summary>
    private const string Flush = "trap 'echo told > $0/told; sleep $1; echo done > $0/flushed; exit 0' TERM; echo ready; while :; do sleep 0.1; done";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(25);

    private readonly string _folder = TemporaryFolder.Create();

    [TestMethod]
    public async Task Every_kind_of_member_has_its_grace_when_the_application_ends()
    {
        await TestEngine.RequireAsync();
        await using (var pod = await RunningApplication.StartAsync(builder => Slowly(builder, "api").WithStopGracePeriod(Grace)
            .WithSidecar("joined", (b, n) => Slowly(b, n).WithStopGracePeriod(Grace))
            .WithSidecar("separate", (b, n) => Slowly(b, n).WithNetworkSharing(SidecarNetwork.Separate).WithStopGracePeriod(Grace))
            .WithSidecar("process", (b, n) => b.AddExecutable(n, "bash", ".", "-c", Flush, Folder(n), $"{Slow}").WithStopGracePeriod(Grace))))
        {
            await ReadyAsync(pod, "api", "api-joined", "api-separate", "api-process");

            await pod.StopAsync();
        }

        Flushed().Should().BeEquivalentTo("api", "api-joined", "api-separate", "api-process");
    }

    [TestMethod]
    public async Task Every_kind_of_member_has_its_grace_by_command_and_with_its_main()
    {
        await TestEngine.RequireAsync();
        await using var pod = await RunningApplication.StartAsync(builder => Slowly(builder, "api").WithStopGracePeriod(Grace)
            .WithSidecar("joined", (b, n) => Slowly(b, n).WithStopGracePeriod(Grace))
            .WithSidecar("separate", (b, n) => Slowly(b, n).WithNetworkSharing(SidecarNetwork.Separate).WithStopGracePeriod(Grace))
            .WithSidecar("process", (b, n) => b.AddExecutable(n, "bash", ".", "-c", Flush, Folder(n), $"{Slow}").WithStopGracePeriod(Grace)));
        await ReadyAsync(pod, "api", "api-joined", "api-separate", "api-process");

        await Task.WhenAll(pod.CommandAsync("api-joined", KnownResourceCommands.StopCommand), pod.CommandAsync("api-process", KnownResourceCommands.StopCommand));
        Flushed().Should().BeEquivalentTo("api-joined", "api-process");
        await pod.CommandAsync("api", KnownResourceCommands.StopCommand);
        await pod.WaitForStateAsync("api-separate", KnownResourceStates.Exited);

        Flushed().Should().BeEquivalentTo("api", "api-joined", "api-separate", "api-process");
        pod.Property("api-separate", "sidecar.failure").Should().BeNull();
    }

    [TestMethod]
    public async Task A_main_that_ignores_its_signal_takes_nothing_from_its_sidecars()
    {
        await TestEngine.RequireAsync();
        await using (var pod = await RunningApplication.StartAsync(builder => EnginePod.Shell(builder, "api", "trap '' TERM; echo ready; while :; do sleep 0.1; done")
            .WithStopGracePeriod(TimeSpan.FromSeconds(3))
            .WithSidecar("joined", (b, n) => Member(b, n, seconds: 1)).WithSidecar("separate", (b, n) => Member(b, n, seconds: 1).WithNetworkSharing(SidecarNetwork.Separate))))
        {
            await ReadyAsync(pod, "api", "api-joined", "api-separate");

            await pod.StopAsync();
        }

        Flushed().Should().BeEquivalentTo("api-joined", "api-separate");
    }

    [TestMethod]
    public async Task The_signal_is_that_of_the_container()
    {
        await TestEngine.RequireAsync();
        const string Quit = "trap 'echo done > $0/flushed; exit 0' QUIT; trap 'echo wrong > $0/wrong; exit 1' TERM; echo ready; while :; do sleep 0.1; done";
        await using (var pod = await RunningApplication.StartAsync(builder => Quits(builder, "api")
            .WithSidecar("joined", Quits).WithSidecar("separate", (b, n) => Quits(b, n).WithNetworkSharing(SidecarNetwork.Separate))))
        {
            await ReadyAsync(pod, "api", "api-joined", "api-separate");

            await pod.StopAsync();
        }

        Flushed().Should().BeEquivalentTo("api", "api-joined", "api-separate");

        IResourceBuilder<ContainerResource> Quits(IDistributedApplicationBuilder builder, string name) =>
            EnginePod.Shell(builder, name, Quit, "/out").WithBindMount(Folder(name), "/out").WithContainerRuntimeArgs("--stop-signal", "QUIT");
    }

    [TestMethod]
    public async Task Sidecars_that_obey_at_once_stop_side_by_side()
    {
        await TestEngine.RequireAsync();
        const int Sidecars = 12;
        await using var pod = await RunningApplication.StartAsync(builder =>
        {
            var main = Member(builder, "api", seconds: 0);
            for (var number = 0; number < Sidecars; number++)
            {
                main.WithSidecar($"s{number}", (b, n) => Member(b, n, seconds: 3).WithStopGracePeriod(Grace));
            }
        });
        string[] names = [.. Enumerable.Range(0, Sidecars).Select(number => $"api-s{number}")];
        await ReadyAsync(pod, names);

        var watch = Stopwatch.StartNew();
        await pod.StopAsync();

        Flushed().Should().Contain(names);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3 * Sidecars), "that is how long they take one after another");
    }

    private IResourceBuilder<ContainerResource> Slowly(IDistributedApplicationBuilder builder, string name) => Member(builder, name, Slow);

    private IResourceBuilder<ContainerResource> Member(IDistributedApplicationBuilder builder, string name, int seconds) =>
        EnginePod.Shell(builder, name, Flush, "/out", $"{seconds}").WithBindMount(Folder(name), "/out");

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private static async Task ReadyAsync(RunningApplication pod, params string[] resources)
    {
        foreach (var resource in resources)
        {
            await pod.WaitForLogAsync(resource, "ready");
            await pod.WaitForStateAsync(resource, KnownResourceStates.Running);
        }
    }

    private IEnumerable<string> Flushed() =>
        Directory.GetFiles(_folder, "flushed", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));
}
