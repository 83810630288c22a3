using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Playground.Tests.Pods;

/// <summary>
/// What the members of a pod of containers share, seen while it runs: network, processes, IPC, files; and what they do not: limits.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class PodsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static RunningPods? s_pods;

    private static RunningPods Pods => s_pods!;

    [TestInitialize]
    public async Task StartOnce()
    {
        s_pods ??= await RunningPods.StartAsync(builder =>
        {
            var redis = builder.CreateResourceBuilder<ContainerResource>("redis");
            var exporter = redis.GetSidecarEndpoint("exporter", "http");
            redis.GetSidecar<ContainerResource>("exporter").WithSharedIpc();
            redis.GetSidecar<ContainerResource>("tls").WithEnvironment("EXPORTER", exporter);
            redis.GetSidecar<ContainerResource>("backup").WithEnvironment("BACKUP_INTERVAL", "1");
            builder.AddContainer("other", TestEngine.Image, TestEngine.Tag).WithArgs("sleep", "infinity").WithEnvironment("EXPORTER", exporter);
        });
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        if (s_pods is not null)
        {
            await s_pods.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Sidecars_are_in_the_network_of_redis_and_the_front_of_a_process_is_not()
    {
        var network = await Pods.NamespaceAsync("redis", "net");
        var host = await Pods.ExecuteAsync("redis", "hostname");

        network.Should().StartWith("net:[");
        foreach (var sharer in RunningPods.Sharers)
        {
            (await Pods.NamespaceAsync(sharer, "net")).Should().Be(network);
            (await Pods.ExecuteAsync(sharer, "hostname")).Should().Be(host);
        }

        (await Pods.NamespaceAsync("api-front", "net")).Should().NotBe(network);
    }

    [TestMethod]
    public async Task The_backup_sees_the_processes_of_redis_and_the_others_do_not()
    {
        string[] find = ["sh", "-c", "grep -als redis-serve[r] /proc/[0-9]*/cmdline | grep -c . || true"];

        (await Pods.NamespaceAsync("redis-backup", "pid")).Should().Be(await Pods.NamespaceAsync("redis", "pid"));
        (await Pods.ExecuteAsync("redis-backup", find)).Should().NotBe("0");
        (await Pods.NamespaceAsync("redis-tls", "pid")).Should().NotBe(await Pods.NamespaceAsync("redis", "pid"));
        (await Pods.ExecuteAsync("redis-exporter", "sh", "-c", "cat /proc/[0-9]*/cmdline")).Should().NotContain("redis-server");
    }

    [TestMethod]
    public async Task Who_shares_the_IPC_namespace_shares_memory()
    {
        (await Pods.NamespaceAsync("redis-exporter", "ipc")).Should().Be(await Pods.NamespaceAsync("redis", "ipc"));
        (await Pods.NamespaceAsync("redis-tls", "ipc")).Should().NotBe(await Pods.NamespaceAsync("redis", "ipc"));

        await Pods.ExecuteAsync("redis-exporter", "sh", "-c", "echo shared > /dev/shm/word");

        (await Pods.ExecuteAsync("redis", "cat", "/dev/shm/word")).Should().Be("shared");
    }

    [TestMethod]
    public async Task The_exporter_reads_redis_over_localhost()
    {
        using var redis = await Pods.ConnectAsync();
        await redis.AskAsync("SET counted-0 yes");
        (await Pods.MetricAsync("redis_up")).Should().Be(1);
        var (before, commands) = (await Pods.MetricAsync("""redis_db_keys{db="db0"}"""), await Pods.MetricAsync("redis_commands_processed_total"));

        foreach (var number in Enumerable.Range(1, 20))
        {
            await redis.AskAsync($"SET counted-{number} yes");
        }

        (await Pods.MetricAsync("""redis_db_keys{db="db0"}""")).Should().BeGreaterThanOrEqualTo(before + 20);
        (await Pods.MetricAsync("redis_commands_processed_total")).Should().BeGreaterThan(commands + 20);
    }

    [TestMethod]
    public async Task Redis_answers_over_TLS_on_the_port_that_is_published_for_it()
    {
        using var secure = await Pods.ConnectAsync("redis-tls");
        using var plain = await Pods.ConnectAsync();

        (await secure.AskAsync("SET secret kept")).Should().Be("+OK");

        (await plain.AskAsync("GET secret")).Should().Be("kept");
    }

    [TestMethod]
    public async Task The_endpoint_of_a_sidecar_is_reached_from_its_main_a_sibling_another_container_and_the_host()
    {
        const string Ask =
            """
            url=$(printenv "$0"); place=${url#*//}; place=${place%/}
            exec 3<>"/dev/tcp/${place%:*}/${place#*:}"; printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3; echo "$url $(grep '^redis_up ' <&3)"
            """;

        (await Pods.ExecuteAsync("redis", "bash", "-c", Ask, "SIDECAR_EXPORTER_HTTP")).Should().Be("http://localhost:9121 redis_up 1");
        (await Pods.ExecuteAsync("redis-tls", "bash", "-c", Ask, "EXPORTER")).Should().EndWith(":9121 redis_up 1");
        (await Pods.ExecuteAsync("other", "bash", "-c", Ask, "EXPORTER")).Should().Be("http://redis.dev.internal:9121 redis_up 1");
        (await Pods.MetricAsync("redis_up")).Should().Be(1);
    }

    [TestMethod]
    public async Task A_backup_is_read_by_redis_and_the_newest_five_are_kept()
    {
        string[] first = [];
        await Eventually.TrueAsync(async () => (first = await DumpsAsync("redis-backup")).Length > 0, Patience, "there is a backup");
        (await Pods.ExecuteAsync("redis", "redis-check-rdb", $"/backups/{first[^1]}")).Should().Contain("RDB looks OK");

        await Eventually.TrueAsync(async () => await DumpsAsync("redis") is { Length: 5 } kept && !kept.Contains(first[0]), Patience, "the oldest backup has made room");
    }

    [TestMethod]
    public async Task A_backup_is_loaded_by_another_redis()
    {
        using var redis = await Pods.ConnectAsync();
        await redis.AskAsync("SET saved once");
        await Eventually.TrueAsync(async () => await RestoredAsync() == "once", Patience, "the value is in the newest backup");

        async Task<string> RestoredAsync() => await Pods.ExecuteAsync("redis", "bash", "-c",
            """
            cp "$(ls /backups/dump-*.rdb | tail -n 1)" /tmp/copy.rdb
            redis-server --port 0 --unixsocket /tmp/copy.sock --dir /tmp --dbfilename copy.rdb --save '' --daemonize yes > /dev/null
            until redis-cli -s /tmp/copy.sock ping 2> /dev/null | grep -q PONG; do sleep 0.1; done
            redis-cli -s /tmp/copy.sock get saved; redis-cli -s /tmp/copy.sock shutdown nosave > /dev/null 2>&1
            """);
    }

    [TestMethod]
    [DataRow("redis", 1_000_000_000L, 256L << 20, 64L)]
    [DataRow("redis-exporter", 250_000_000L, 64L << 20, 32L)]
    [DataRow("redis-tls", 250_000_000L, 32L << 20, 32L)]
    [DataRow("redis-backup", 250_000_000L, 64L << 20, 32L)]
    [DataRow("api-front", 500_000_000L, 64L << 20, 32L)]
    [DataRow("api-tail", 100_000_000L, 16L << 20, 8L)]
    public async Task Limits_are_those_of_the_engine_and_of_the_kernel(string resource, long nanoCpus, long memory, long processes)
    {
        // Version 2 of the kernel's control groups, else version 1.
        const string Read =
            """
            cd /sys/fs/cgroup; cat memory.max 2> /dev/null || cat memory/memory.limit_in_bytes; cat pids.max 2> /dev/null || cat pids/pids.max
            cat cpu.max 2> /dev/null || cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us
            """;

        var engine = await TestEngine.RunAsync(
            "inspect", "--format", "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}", Pods.Container(resource));
        var kernel = (await Pods.ExecuteAsync(resource, "sh", "-c", Read)).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray();

        engine.Should().Be(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nanoCpus} {memory} {processes}"));
        kernel[..2].Should().Equal(memory, processes);
        (kernel[2] * 1_000_000_000 / kernel[3]).Should().Be(nanoCpus);
    }

    [TestMethod]
    public async Task The_password_is_on_no_command_line()
    {
        foreach (var member in (string[])["redis", .. RunningPods.Sharers])
        {
            var command = await TestEngine.RunAsync("inspect", "--format", "{{json .Path}} {{json .Args}} {{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Config.Labels}}", Pods.Container(member));
            command.Should().NotContain(RunningPods.Password);
        }

        (await Pods.ExecuteAsync("redis-backup", "printenv", "REDISCLI_AUTH")).Should().Be(RunningPods.Password, "it has come by another way");
        MarkedProcesses.CommandLinesOfAll().Should().Contain(line => line.Contains("redis-exporter", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains(RunningPods.Password, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task The_front_of_the_API_passes_requests_on_and_shows_its_log()
    {
        var front = Pods.Url("api-front");
        var first = await Pods.Http.GetStringAsync(new Uri(front, "/visits"));
        var second = await Pods.Http.GetStringAsync(new Uri(front, "/visits"));

        first.Should().Contain("visits");
        second.Should().NotBe(first, "redis counts");
        (await Pods.Http.GetStringAsync(new Uri(front, "/logs/access.log"))).Should().Contain("GET /visits 200");
        var tail = Pods.Container("api-tail");
        await Eventually.TrueAsync(async () => (await TestEngine.RunAsync("logs", tail)).Contains("GET /visits 200", StringComparison.Ordinal), TimeSpan.FromSeconds(10), "the tail shows the log");
    }

    private static async Task<string[]> DumpsAsync(string member) =>
        (await Pods.ExecuteAsync(member, "sh", "-c", "cd /backups && ls | grep 'rdb$' || true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
