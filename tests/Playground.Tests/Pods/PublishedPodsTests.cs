namespace Playground.Tests.Pods;

/// <summary>
/// The pods of containers as <c>aspire publish</c> writes them, run by Docker Compose.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class PublishedPodsTests
{
    private static readonly string[] Pods = ["redis", "redis-exporter", "redis-tls", "redis-backup", "api", "api-front", "api-tail"];

    private static readonly string Folder = TemporaryFolder.Create();

    private static string _output = "";
    private static ComposeProject? _project;

    private static ComposeProject Project => _project!;

    [ClassInitialize]
    public static async Task UpAsync(TestContext context)
    {
        AspireCli.Require();
        await ComposeProject.RequireAsync();
        _output = await AspireCli.RunAsync("publish", "--apphost", Projects.Pods_AppHost.ProjectPath, "--output-path", Folder);
        await FillInAsync(await PodsImages.BuildAsync());
        _project = await ComposeProject.UpAsync(Folder, Pods);
    }

    [ClassCleanup]
    public static async Task DownAsync()
    {
        if (_project is not null)
        {
            await _project.DisposeAsync();
            await PodsImages.RemoveAsync();
        }
    }

    [TestMethod]
    public void The_CLI_says_what_is_left_out() => Words(_output).Should().Contain("ASPIRESIDECAR056: Docker Compose cannot express the process limit of 'redis-exporter' (left out).");

    [TestMethod]
    [DataRow("redis-exporter", "net")]
    [DataRow("redis-tls", "net")]
    [DataRow("redis-backup", "net")]
    [DataRow("redis-backup", "pid")]
    public async Task Redis_and_its_sidecars_are_in_one_namespace(string sidecar, string kind) =>
        (await Project.ExecuteAsync(sidecar, $"readlink /proc/self/ns/{kind}")).Should().Be(await Project.ExecuteAsync("redis", $"readlink /proc/self/ns/{kind}"));

    [TestMethod]
    public async Task Redis_has_its_limits() => (await Project.InspectAsync("redis", "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}}")).Should().Be("1000000000 268435456");

    [TestMethod]
    public async Task Redis_and_the_backup_share_files()
    {
        await Project.ExecuteAsync("redis-backup", "echo written > /backups/note");

        (await Project.ExecuteAsync("redis", "cat /backups/note; touch /backups/x 2>&1 || true")).Should().Match("written*Read-only file system*");
    }

    [TestMethod]
    public async Task Outsiders_reach_a_sidecar_through_the_main() =>
        await Eventually.TrueAsync(async () => (await AskAsync("api-tail", "redis", 9121, "/metrics")).Contains("redis_up 1", StringComparison.Ordinal), "the exporter of redis answers");

    [TestMethod]
    public async Task Requests_go_through_the_front_to_the_API_and_to_redis_and_are_logged()
    {
        await Eventually.TrueAsync(async () => (await AskAsync("redis", "api", 8080, "/visits")).Contains("\"visits\":", StringComparison.Ordinal), "the front answers for the API");
        await Eventually.TrueAsync(async () => (await Project.LogsAsync("api-tail")).Contains("GET /visits 200", StringComparison.Ordinal), "the sidecar shows the log of the API");
    }

    /// <summary>Asks from within a container, with what a shell has.</summary>
    private static async Task<string> AskAsync(string from, string host, int port, string path) =>
        await Project.ExecuteAsync(from, $"exec 3<>/dev/tcp/{host}/{port} && printf 'GET {path} HTTP/1.0\\r\\nHost: {host}\\r\\n\\r\\n' >&3 && timeout 5 cat <&3 || true");

    /// <summary>What a user does after a publication: says the values of what is open.</summary>
    private static async Task FillInAsync(Dictionary<string, string> images)
    {
        var file = Path.Combine(Folder, ".env");
        var values = new Dictionary<string, string>(images) { ["REDIS_PASSWORD"] = "published-pods" };
        var lines = (await File.ReadAllLinesAsync(file)).Select(line => line.EndsWith('=') ? line + values[line[..^1]] : line);
        await File.WriteAllLinesAsync(file, lines);
    }

    /// <summary>Without the colours and the line breaks of a terminal.</summary>
    private static string Words(string text) => string.Join(' ', System.Text.RegularExpressions.Regex.Replace(text, @"\x1b\[[0-9;]*m", "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
