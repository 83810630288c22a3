using System.Diagnostics;

namespace Playground.Tests.Pods;

/// <summary>
/// How the playground of container pods begins without an engine, and ends.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class PodsProcessTests
{
    /// <summary>What is promised for the end of the AppHost, where nothing else keeps the machine busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>On a busy machine the engine alone takes that long to end a container and take its network down.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Without_an_engine_it_says_what_is_missing_in_one_line()
    {
        await using var pods = Start(new("DOCKER_HOST", "unix:///nowhere/docker.sock"), new("ASPIRE_CONTAINER_RUNTIME", "docker"));

        await pods.WaitForExitAsync(Patience);

        pods.ExitCode.Should().Be(1);
        pods.Output.Should().BeEmpty();
        pods.Errors.Should().ContainSingle().Which.Should().StartWith("This playground needs a container engine");
    }

    [TestMethod]
    public async Task Interrupted_it_leaves_nothing_of_its_own_but_the_backups()
    {
        await TestEngine.RequireAsync();
        await using var pods = Start();
        var run = await EngineRun.WaitForAsync(pods);
        (await run.LeftAsync()).Should().HaveCountGreaterThanOrEqualTo(8, "there are six containers, a network and an ephemeral volume");

        pods.Interrupt();
        await pods.WaitForExitAsync(Patience);

        string[] left = [];
        await Eventually.TrueAsync(async () => (left = await run.LeftAsync()).Length == 0, Patience, () => $"nothing is left, but there is {string.Join(", ", left)}");
        (await TestEngine.ListAsync("volume", "ls", "--quiet")).Should().Contain(run.Backups, "backups outlive the application");
    }

    [TestMethod]
    public async Task Killed_it_leaves_no_process_container_network_or_ephemeral_volume()
    {
        await TestEngine.RequireAsync();
        var rounds = Rounds.Of(few: 2, all: 20);
        List<double> seconds = [];
        for (var round = 0; round < rounds; round++)
        {
            await using var pods = Start();
            var run = await EngineRun.WaitForAsync(pods);
            (await run.LeftAsync()).Should().HaveCountGreaterThanOrEqualTo(8);

            pods.Kill();
            var clock = Stopwatch.StartNew();
            string[] left = [];
            await Eventually.TrueAsync(async () => (left = [.. pods.Processes.List(), .. await run.LeftAsync()]).Length == 0, Patience,
                () => $"nothing is left after kill {round + 1}, but there is {string.Join(", ", left)}");
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        TestContext.WriteLine($"{rounds} kills, nothing left after a median of {seconds[rounds / 2]:0.0} s, at most {seconds[^1]:0.0} s; {seconds.Count(each => each <= Grace.TotalSeconds)} within {Grace.TotalSeconds} s.");
        if (Rounds.AreAll)
        {
            seconds[rounds / 2].Should().BeLessThanOrEqualTo(Grace.TotalSeconds);
        }
    }

    private static AppHostProcess Start(params IEnumerable<KeyValuePair<string, string>> variables) => AppHostProcess.Start<Projects.Pods_AppHost>(Projects.Pods_AppHost.ProjectPath, variables);
}
