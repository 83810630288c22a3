using Playground.Tests.Pods;

namespace Playground.Tests.Cli;

/// <summary>
/// The pods of containers, with Aspire's CLI as the client.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class PodsCliTests
{
    private const string OtherTag = "cli-tests";

    private static AppHostProcess? _pods;

    private static AppHostProcess Pods => _pods!;

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_pods is not null)
        {
            await _pods.DisposeAsync();
            await TestEngine.RunAsync("image", "rm", $"{TestEngine.Image}:{OtherTag}");
        }
    }

    [TestInitialize]
    public async Task StartAsync()
    {
        AspireCli.Require();
        await TestEngine.RequireAsync();
        if (_pods is null)
        {
            await TestEngine.RunAsync("tag", $"{TestEngine.Image}:{TestEngine.Tag}", $"{TestEngine.Image}:{OtherTag}");
            _pods = AppHostProcess.Start<Projects.Pods_AppHost>(Projects.Pods_AppHost.ProjectPath);
            await EngineRun.WaitForAsync(_pods);
        }
    }

    [TestMethod]
    public async Task Describe_shows_image_limits_namespaces_and_URL_of_a_sidecar()
    {
        await Pods.WaitAsync("redis-exporter");
        var exporter = await Pods.DescribeAsync("redis-exporter");

        exporter.GetProperty("resourceType").GetString().Should().Be("Sidecar");
        exporter.GetProperty("source").GetString().Should().StartWith("redis-exporter:");
        exporter.GetProperty("urls").EnumerateArray().Should().ContainSingle().Which.GetProperty("url").GetString().Should().StartWith("http://localhost:");
        var properties = exporter.GetProperty("properties");
        properties.GetProperty("container.limit.memory").GetString().Should().Be("64 MiB");
        properties.GetProperty("sidecar.namespaces").GetString().Should().Be("network");
    }

    [TestMethod]
    public async Task Logs_are_those_of_the_sidecar()
    {
        await Pods.WaitAsync("redis-exporter");

        (await Pods.LogAsync("redis-exporter")).Should().Contain(line => line.Contains("Redis Metrics Exporter", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_restart_of_a_sidecar_leaves_its_main_alone()
    {
        var (redis, tls) = (await ContainerAsync("redis"), await ContainerAsync("redis-tls"));

        await Pods.CallAsync("redis-tls", "restart");
        await Pods.WaitAsync("redis-tls");

        (await ContainerAsync("redis-tls")).Should().NotBe(tls);
        (await ContainerAsync("redis")).Should().Be(redis);
    }

    [TestMethod]
    public async Task Another_image_tag_replaces_only_this_container()
    {
        var (front, tail) = (await ContainerAsync("api-front"), await ContainerAsync("api-tail"));

        await Pods.CallAsync("api-tail", "change-image-tag", "--tag", OtherTag);

        await Eventually.TrueAsync(async () => (await Pods.DescribeAsync("api-tail")).GetProperty("source").GetString() == $"{TestEngine.Image}:{OtherTag}", "the new image is shown");
        (await ContainerAsync("api-tail")).Should().NotBe(tail);
        (await ContainerAsync("api-front")).Should().Be(front);
    }

    private static Task<string> ContainerAsync(string resource) => Pods.PropertyAsync(resource, "container.id");
}
