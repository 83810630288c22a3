using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// Sidecars that are replaced by another version of their image, on a real engine.
/// </summary>
[TestClass]
public sealed class ImageChangeTests
{
    private const string Command = "change-image-tag";

    /// <summary>Of this run alone: another may be under way on the same engine.</summary>
    private static readonly string Image = $"sidecar-tests-{Guid.NewGuid():N}";
    private static readonly Dictionary<string, string> Versions = new() { ["1"] = "ENV VERSION=1", ["2"] = "ENV VERSION=2", ["broken"] = "RUN rm /usr/bin/bash" };

    /// <summary>Once, for tests that run side by side.</summary>
    private static readonly Lazy<Task> Built = new(BuildAllAsync);

    [TestInitialize]
    public async Task BuildAsync()
    {
        await TestEngine.RequireAsync();
        await Built.Value;
    }

    [ClassCleanup]
    public static async Task RemoveAsync()
    {
        if (Built.IsValueCreated)
        {
            await TestEngine.RunAsync(["image", "rm", "--force", .. Versions.Keys.Select(tag => $"{Image}:{tag}")]);
        }
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task One_sidecar_is_replaced_while_the_others_run(SidecarNetwork network)
    {
        ConcurrentQueue<Activity> spans = [];
        using var listener = Listen(spans);
        await using var pod = await StartAsync(network);
        var main = pod.Property("api", "container.id");
        var other = pod.Property("api-other", "container.id");

        var result = await pod.ExecuteAsync("api-versioned", Command, ("tag", "2"));

        result.Success.Should().BeTrue(result.Message);
        (await pod.WaitForLogAsync("api-versioned", "version 2")).Should().EndWith("version 2 serve");
        await pod.WaitForAsync("api-versioned", snapshot => snapshot.Property("container.image") as string == $"{Image}:2");
        pod.Property("api", "container.id").Should().Be(main);
        pod.Property("api-other", "container.id").Should().Be(other);
        pod.Snapshot("api-versioned").State?.Text.Should().Be(KnownResourceStates.Running);
        pod.Property("api-versioned", "sidecar.restarts").Should().BeNull();
        pod.Snapshot("api-versioned").Commands.Single(command => command.Name == Command).Arguments.Single().Value.Should().Be("2");

        if (network == SidecarNetwork.Separate)
        {
            ((IEnumerable<string>)pod.Property("api-versioned", "container.args")!).First().Should().Be("bash");
        }

        spans.Should().Contain(span => span.Status == ActivityStatusCode.Ok && Equals(span.GetTagItem("sidecar.name"), "versioned"));

        // It keeps its new version.
        var second = Container(pod);
        await pod.CommandAsync("api-versioned", KnownResourceCommands.RestartCommand);
        await pod.WaitForAsync("api-versioned", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.Property("container.id") is string id && id != second);
        (await ImageAsync(pod)).Should().Be($"{Image}:2");
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task A_tag_that_does_not_exist_leaves_the_sidecar_as_it_is(SidecarNetwork network)
    {
        await using var pod = await StartAsync(network);
        var container = Container(pod);

        var result = await pod.ExecuteAsync("api-versioned", Command, ("tag", "nothere"));

        result.Success.Should().BeFalse();
        result.Message.Should().StartWith($"ASPIRESIDECAR032: The image '{Image}:nothere' for 'api-versioned' is not available, and '{Image}:1' is kept: ");
        Container(pod).Should().Be(container);
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Shared, false, "executable file")]
    [DataRow(SidecarNetwork.Separate, false, "executable file")]
    [DataRow(SidecarNetwork.Separate, true, "it ended with exit code 127: [FATAL tini")]
    public async Task A_version_that_does_not_start_is_taken_back(SidecarNetwork network, bool hasInit, string words)
    {
        await using var pod = await StartAsync(network, hasInit);

        var result = await pod.ExecuteAsync("api-versioned", Command, ("tag", "broken"));

        result.Success.Should().BeFalse();
        result.Message.Should().StartWith($"ASPIRESIDECAR033: 'api-versioned' did not start with '{Image}:broken', and runs with '{Image}:1' again: ").And.Contain(words);
        await pod.WaitForAsync("api-versioned", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.Property("container.image") as string == $"{Image}:1");
        (await ImageAsync(pod)).Should().Be($"{Image}:1");
        pod.Property("api-versioned", "sidecar.restarts").Should().BeNull();
    }

    [TestMethod]
    [DataRow(SidecarNetwork.Shared)]
    [DataRow(SidecarNetwork.Separate)]
    public async Task Another_version_cures_a_sidecar_that_has_failed_for_good(SidecarNetwork network)
    {
        await using var pod = await RunningApplication.StartAsync(builder => PodMain(builder).WithSidecar("versioned", Image, "broken", sidecar => Configure(sidecar, network, hasInit: network == SidecarNetwork.Separate)
            .WithRestartPolicy(SidecarRestartPolicy.Never)));
        await pod.WaitForAsync("api-versioned", snapshot => snapshot.Property("sidecar.failure") is not null);

        var result = await pod.ExecuteAsync("api-versioned", Command, ("tag", "1"));

        result.Success.Should().BeTrue(result.Message);
        await pod.WaitForAsync("api-versioned", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.Property("sidecar.failure") is null);
    }

    private static async Task BuildAllAsync()
    {
        var folder = TemporaryFolder.Create();
        foreach (var (tag, line) in Versions)
        {
            var dockerfile = Path.Combine(folder, tag);
            await File.WriteAllTextAsync(dockerfile, $"FROM {TestEngine.Image}:{TestEngine.Tag}\n{line}\n");
            await TestEngine.RunAsync("build", "--network", "none", "--tag", $"{Image}:{tag}", "--file", dockerfile, folder);
        }

        TemporaryFolder.Delete(folder);
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == SidecarTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.DisplayName == "change image api-versioned")
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static IResourceBuilder<ContainerResource> PodMain(IDistributedApplicationBuilder builder) =>
        builder.AddContainer("api", TestEngine.Image, TestEngine.Tag).WithContainerRuntimeArgs("--init").WithArgs("sleep", "1000");

    private static IResourceBuilder<SidecarResource> Configure(IResourceBuilder<SidecarResource> sidecar, SidecarNetwork network, bool hasInit) =>
        sidecar.WithNetworkSharing(network).WithResourceLimits(memory: "64m").WithContainerRuntimeArgs(hasInit ? ["--init"] : [])
            .WithArgs("bash", "-c", "echo \"version $VERSION $0\"; exec sleep 1000", "serve");

    private static async Task<RunningApplication> StartAsync(SidecarNetwork network, bool? hasInit = null)
    {
        var pod = await RunningApplication.StartAsync(builder => PodMain(builder)
            .WithSidecar("versioned", Image, "1", sidecar => Configure(sidecar, network, hasInit ?? network == SidecarNetwork.Separate))
            .WithSidecar("other", TestEngine.Image, TestEngine.Tag, other => other.WithArgs("sleep", "1000")));
        (await pod.WaitForLogAsync("api-versioned", "version 1")).Should().EndWith("version 1 serve");
        await pod.WaitForStateAsync("api-versioned", KnownResourceStates.Running);
        await pod.WaitForStateAsync("api-other", KnownResourceStates.Running);
        return pod;
    }

    /// <summary>Podman says in full where the image is from.</summary>
    private static async Task<string> ImageAsync(RunningApplication pod) =>
        (await TestEngine.RunAsync("inspect", "--format", "{{.Config.Image}}", Container(pod))).Replace("localhost/", "", StringComparison.Ordinal);

    private static string Container(RunningApplication pod) => (string)pod.Property("api-versioned", "container.id")!;
}
