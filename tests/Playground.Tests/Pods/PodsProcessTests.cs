using System.Diagnostics;
using Testing;

namespace Playground.Tests.Pods;

/// <summary>
/// How the playground of container pods begins without an engine, and ends. Reads what the standalone host prints.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class PodsProcessTests
{
    /// <summary>What is promised for the end of the AppHost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>On a busy machine the engine alone takes that long to end a container and take its network down.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Without_an_engine_it_says_what_is_missing_in_one_line()
    {
        await using var pods = PodsProcess.StartWithoutEngine();

        await pods.WaitForExitAsync(Patience);

        pods.ExitCode.Should().Be(1);
        pods.Output.Should().BeEmpty();
        pods.Errors.Should().ContainSingle().Which.Should().StartWith("This playground needs a container engine");
    }

    [TestMethod]
    public async Task Interrupted_it_leaves_nothing_of_its_own_but_the_backups()
    {
        await TestEngine.RequireAsync();
        await using var pods = PodsProcess.Start();
        await pods.WaitForMembersAsync();
        (await LeftInEngineAsync(pods.Id)).Should().HaveCount(8, "there are six containers, a network and an ephemeral volume");

        pods.Interrupt();
        await pods.WaitForExitAsync(Patience);

        (await LeftInEngineAsync(pods.Id)).Should().BeEmpty();
        (await TestEngine.ListAsync("volume", "ls", "--quiet", "--filter", "name=redis-backups")).Should().NotBeEmpty("backups outlive the application");
    }

    [TestMethod]
    public async Task Killed_it_leaves_no_process_container_network_or_ephemeral_volume()
    {
        await TestEngine.RequireAsync();
        var rounds = Rounds.Of(few: 5, all: 20);
        List<double> seconds = [];
        for (var round = 0; round < rounds; round++)
        {
            await using var pods = PodsProcess.Start();
            await pods.WaitForMembersAsync();
            (await LeftInEngineAsync(pods.Id)).Should().HaveCountGreaterThanOrEqualTo(8);

            pods.Kill();
            var clock = Stopwatch.StartNew();
            string[] left = [];
            await Eventually.TrueAsync(async () => (left = [.. pods.LeftOver(), .. await LeftInEngineAsync(pods.Id)]).Length == 0, Patience,
                () => $"nothing is left after kill {round + 1}, but there is {string.Join(", ", left)}");
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        TestContext.WriteLine($"{rounds} kills, nothing left after a median of {seconds[rounds / 2]:0.0} s, at most {seconds[^1]:0.0} s; {seconds.Count(each => each <= Grace.TotalSeconds)} within {Grace.TotalSeconds} s.");
        seconds[rounds / 2].Should().BeLessThanOrEqualTo(Grace.TotalSeconds);
    }

    private static async Task<string[]> LeftInEngineAsync(int creator) =>
    [
        .. await TestEngine.ListAsync("ps", "--all", "--filter", RunningPods.Label(creator), "--format", "{{.Names}}"),
        .. await TestEngine.ListAsync("network", "ls", "--filter", RunningPods.Label(creator), "--format", "{{.Name}}"),
        .. await TestEngine.ListAsync("volume", "ls", "--filter", RunningPods.Label(creator), "--format", "{{.Name}}"),
    ];
}
