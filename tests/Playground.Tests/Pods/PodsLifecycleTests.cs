using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Playground.Tests.Pods;

/// <summary>
/// Starts, stops, changes and restarts of a pod of containers.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class PodsLifecycleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The goal is 2 s, which the benchmark measures. Here the testing builder follows the logs of all resources, and then the orchestrator tells of a new container
    /// about ten seconds late.
    /// </summary>
    private static readonly TimeSpan Repair = TimeSpan.FromSeconds(40);

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public Task RequireEngine() => TestEngine.RequireAsync();

    [TestMethod]
    public async Task The_engine_starts_redis_before_its_sidecars_and_stops_it_before_them()
    {
        string[] pod = ["redis", .. RunningPods.Sharers];
        using var events = new EngineEvents();
        EngineRun run;
        await using (var pods = await RunningPods.StartAsync())
        {
            run = await EngineRun.OfAsync(pods.Container("redis"));
            await pods.Running.StopAsync();
        }

        await Eventually.TrueAsync(() => events.Of("die", run.Creator, pod).Length >= pod.Length, Patience, "the engine has told of every end");
        events.Of("start", run.Creator, pod).Should().BeEquivalentTo(pod).And.StartWith("redis");
        events.Of("die", run.Creator, "redis-backup").Should().ContainSingle("it ends with redis, because its processes are in the same namespace");
        events.Of("die", run.Creator, "redis", "redis-tls", "redis-exporter").Should().StartWith("redis").And.HaveCount(3);
    }

    [TestMethod]
    public async Task A_restart_of_a_sidecar_leaves_all_other_containers_alone()
    {
        await using var pods = await RunningPods.StartAsync();
        string[] others = ["redis", "redis-exporter", "redis-backup", "api-front", "api-tail"];
        var (before, first) = (Ids(), pods.Container("redis-tls"));

        await pods.Running.CommandAsync("redis-tls", KnownResourceCommands.RestartCommand);
        await Eventually.TrueAsync(pods.AreSharersServingAsync, Patience, "redis answers over TLS again");

        pods.Container("redis-tls").Should().NotBe(first);
        Ids().Should().Equal(before);
        (await pods.NamespaceAsync("redis-tls", "net")).Should().Be(await pods.NamespaceAsync("redis", "net"));

        string[] Ids() => [.. others.Select(pods.Container)];
    }

    [TestMethod]
    public async Task A_new_container_of_redis_knows_what_the_backup_has_kept()
    {
        await using var pods = await RunningPods.StartAsync(builder => builder.CreateResourceBuilder<ContainerResource>("redis-backup").WithEnvironment("BACKUP_INTERVAL", "1"));
        var container = pods.Container("redis");
        using (var redis = await pods.ConnectAsync())
        {
            await redis.AskAsync("SET kept yes");
        }

        var saved = await pods.ExecuteAsync("redis-backup", "date", "+%s%N");
        await Eventually.TrueAsync(async () => await pods.ExecuteAsync("redis-backup", "sh", "-c", $"find /backups -name 'dump-*.rdb' -newermt @$(({saved} / 1000000000 + 1)) | head -n 1") != "",
            Patience, "a backup holds the value");
        await pods.Running.CommandAsync("redis", KnownResourceCommands.RestartCommand);
        await Eventually.TrueAsync(pods.AreSharersServingAsync, Patience, "redis is back");

        pods.Container("redis").Should().NotBe(container);
        using var restored = await pods.ConnectAsync();
        (await restored.AskAsync("GET kept")).Should().Be("yes");
    }

    [TestMethod]
    public async Task Sharers_serve_again_in_the_new_namespaces_after_every_restart_of_redis()
    {
        await using var pods = await RunningPods.StartAsync();
        var rounds = Rounds.Of(few: 5, all: 100);
        List<double> seconds = [];
        HashSet<string> containers = [];
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await pods.Running.CommandAsync("redis", KnownResourceCommands.RestartCommand);
            await Eventually.TrueAsync(pods.AreSharersServingAsync, Repair, $"exporter and redis over TLS answer after restart {round + 1}");
            seconds.Add(clock.Elapsed.TotalSeconds);

            var network = await pods.NamespaceAsync("redis", "net");
            foreach (var sharer in RunningPods.Sharers)
            {
                await Eventually.TrueAsync(async () => await IsInAsync(sharer, network), Repair, $"'{sharer}' is in {network} after restart {round + 1}");
            }

            containers.Add(pods.Container("redis"));
        }

        seconds.Sort();
        TestContext.WriteLine($"{rounds} restarts, serving again after a median of {seconds[rounds / 2]:0.00} s, 95 % {seconds[rounds * 95 / 100]:0.00} s, at most {seconds[^1]:0.00} s.");
        containers.Should().HaveCount(rounds);

        async Task<bool> IsInAsync(string sharer, string network)
        {
            try
            {
                return await pods.NamespaceAsync(sharer, "net") == network;
            }
            catch (Exception exception) when (exception is InvalidOperationException or AssertFailedException)
            {
                // It is being started.
                return false;
            }
        }
    }

    [TestMethod]
    public async Task Two_members_on_one_port_are_an_error_before_anything_starts()
    {
        using var events = new EngineEvents();
        await using var pods = await RunningPods.BeginAsync(builder => builder.CreateResourceBuilder<ContainerResource>("redis-exporter").WithEndpoint(targetPort: 6380, name: "other"));

        var start = () => pods.Running.Started;

        (await start.Should().ThrowAsync<DistributedApplicationException>())
            .WithMessage("*ASPIRESIDECAR010*'redis-exporter' and 'redis-tls' both listen on port 6380*");
        await events.CatchUpAsync();
        events.Of("create", creator: null, "redis", "redis-exporter", "redis-tls").Should().BeEmpty();
    }
}
