using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Tests.Orchestrator;
using Aspire.Hosting.Watchdog;
using Aspire.Hosting.Watchdog.Containers;

namespace Aspire.Hosting.Tests.Containers;

/// <summary>What is left in the engine when an AppHost does not come to an ordered end.</summary>
[TestClass]
public sealed class LeftoverTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestMethod]
    public async Task Killed_AppHost_leaves_no_container_no_network_and_no_volume_of_its_own()
    {
        using var appHost = Process.Start(new ProcessStartInfo(
            RunningHost.DotnetPath, [Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.Tests.AppHost.dll"), "--containers", "true"])
        {
            RedirectStandardOutput = true,
        })!;
        await WaitForContainersAsync(appHost.StandardOutput, count: 2);
        var label = $"label={EngineLabels.CreatorProcessId}={appHost.Id}";
        (await FindAsync(label)).Should().HaveCount(4, "there are two containers, a network and a volume");

        appHost.Kill();
        var clock = Stopwatch.StartNew();
        await appHost.WaitForExitAsync();

        string[] left = [];
        await Eventually.TrueAsync(async () => (left = await FindAsync(label)).Length == 0, Limit, () => $"{string.Join(", ", left)} must be gone");
        clock.Elapsed.Should().BeLessThan(Limit);
    }

    [TestMethod]
    public async Task Leftovers_of_a_process_that_is_gone_are_removed_by_the_next_run()
    {
        var gone = new EngineCreator(int.MaxValue, "2020-01-01T00:00:00.000Z");
        var alive = EngineCreator.Of(ProcessIdentity.Of(Environment.ProcessId)!.Value);
        var abandoned = await CreateAsync(gone, persistent: "false");
        var kept = await CreateAsync(gone, persistent: "true");
        var used = await CreateAsync(alive, persistent: "false");

        await using (var app = await RunningApplication.StartAsync(builder => builder.AddScript("job", TestContainerExtensions.Wait)))
        {
            await Eventually.TrueAsync(async () => !(await ExistingAsync()).Contains(abandoned), "the next run has removed what was abandoned");
            (await ExistingAsync()).Should().Contain([kept, used]);
        }

        await TestEngine.RunAsync("volume", "rm", kept);
        (await ExistingAsync()).Should().NotContain(used, "the last application of the process removes what the process has labelled as its own");
    }

    [TestMethod]
    public void Creator_is_known_by_time_of_day_as_well_as_by_time_since_the_machine_started()
    {
        using var process = Process.GetCurrentProcess();
        var started = process.StartTime.ToUniversalTime();

        EngineCreator.Of(ProcessIdentity.Of(Environment.ProcessId)!.Value).IsAlive().Should().BeTrue();
        Creator(started).IsAlive().Should().BeTrue();
        Creator(started.AddMinutes(-5)).IsAlive().Should().BeFalse();
        EngineCreator.Parse("1", "yesterday").Should().BeNull();

        EngineCreator Creator(DateTime time) => new(Environment.ProcessId, time.ToString("yyyy-MM-ddTHH:mm:ss.fffK", CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public async Task Persistent_container_outlives_the_application_and_is_kept_while_it_stays_the_same()
    {
        var name = $"aspire-test-{Guid.NewGuid():N}";
        try
        {
            var first = await RunOnceAsync(name, "1");
            var second = await RunOnceAsync(name, "1");
            var third = await RunOnceAsync(name, "2");

            second.Should().Be(first);
            third.Should().NotBe(first);
            (await TestEngine.RunAsync("inspect", "--format", "{{.State.Running}}", name)).Should().Be("true");
        }
        finally
        {
            await TestEngine.RunAsync("rm", "-f", name);
        }

        foreach (var network in await TestEngine.ListAsync("network", "ls", "--filter", "name=aspire-persistent-network", "--format", "{{.Name}}"))
        {
            await TestEngine.RunAsync("network", "rm", network);
        }
    }

    private static async Task<string> RunOnceAsync(string name, string version)
    {
        await using var app = await RunningApplication.StartAsync(builder => builder
            .AddScript("job", TestContainerExtensions.Wait)
            .WithContainerName(name)
            .WithLifetime(ContainerLifetime.Persistent)
            .WithHttpEndpoint(targetPort: 8080)
            .WithEnvironment("VERSION", version));

        return app.ContainerId("job");
    }

    private static Task<string> CreateAsync(EngineCreator creator, string persistent) => TestEngine.RunAsync(
        "volume", "create",
        "--label", $"{EngineLabels.Persistent}={persistent}",
        "--label", $"{EngineLabels.CreatorProcessId}={creator.ProcessId}",
        "--label", $"{EngineLabels.CreatorProcessStartTime}={creator.StartTime}",
        $"aspire-test-{Guid.NewGuid():N}");

    private static Task<string[]> ExistingAsync() => TestEngine.ListAsync("volume", "ls", "-q");

    private static async Task<string[]> FindAsync(string label) =>
    [
        .. await TestEngine.ListAsync("ps", "-a", "--filter", label, "--format", "{{.Names}}"),
        .. await TestEngine.ListAsync("network", "ls", "--filter", label, "--format", "{{.Name}}"),
        .. await TestEngine.ListAsync("volume", "ls", "--filter", label, "--format", "{{.Name}}"),
    ];

    private static async Task WaitForContainersAsync(StreamReader output, int count)
    {
        while (count > 0)
        {
            var line = await output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException("The AppHost ended early.");
            count -= line.Contains("| waiting", StringComparison.Ordinal) && line.Contains("box-", StringComparison.Ordinal) ? 1 : 0;
        }
    }
}
