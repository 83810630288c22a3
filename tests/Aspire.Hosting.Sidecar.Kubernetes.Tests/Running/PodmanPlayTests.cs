using Aspire.Hosting.Sidecar.Kubernetes.Tests.Charts;

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests.Running;

/// <summary>
/// A published pod, run by podman as far as that knows Kubernetes: native sidecars and volumes in memory it does not.
/// </summary>
[TestClass]
public sealed class PodmanPlayTests
{
    private const string Wait = "trap exit TERM; sleep infinity & wait";
    private const string Serve = "exec perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalPort => 9090, Listen => 9, ReuseAddr => 1) or die; while (my $c = $s->accept) { print $c \"served\\n\"; close $c }'";
    private const string Ask = "until exec 3<>/dev/tcp/$SERVER_HOST/$SERVER_PORT; do sleep 0.1; done; cat <&3; " + Wait;

    private static readonly string Name = $"p{Guid.NewGuid():N}"[..8];
    private static readonly string MainContainer = $"{Name}-{Name}";
    private static readonly string SidecarContainer = $"{Name}-server";

    private static PodmanPod? _pod;

    [ClassInitialize]
    public static async Task PlayAsync(TestContext context)
    {
        Requirement.Check("PODMAN", await PodmanPod.FindProblemAsync() is { } problem ? $"The published pod is not run, because podman does not run containers here: {problem}" : null);
        _pod = await PodmanPod.PlayAsync(RenderedChart.Read(await KubernetesPublication.CreateAsync(Describe)), Name);
    }

    [ClassCleanup]
    public static async Task DownAsync()
    {
        if (_pod is not null)
        {
            await _pod.DisposeAsync();
        }
    }

    [TestMethod]
    [DataRow("net")]
    [DataRow("pid")]
    [DataRow("ipc")]
    public async Task Main_and_sidecar_are_in_one_namespace(string kind) =>
        (await PodmanPod.ExecuteAsync(SidecarContainer, $"readlink /proc/self/ns/{kind}")).Should().Be(await PodmanPod.ExecuteAsync(MainContainer, $"readlink /proc/self/ns/{kind}"));

    [TestMethod]
    public async Task The_main_reaches_the_sidecar_at_localhost() =>
        await Eventually.TrueAsync(async () => (await PodmanPod.LogsAsync(MainContainer)).Contains("served", StringComparison.Ordinal), "the main is served");

    [TestMethod]
    public async Task Files_are_shared_and_the_init_container_ran_first()
    {
        (await PodmanPod.ExecuteAsync(MainContainer, "cat $SIDECAR_VOLUME_DATA/seed")).Should().Be("seeded");
        (await PodmanPod.ExecuteAsync(SidecarContainer, "cat $SIDECAR_VOLUME_DATA/seed")).Should().Be("seeded");
        (await PodmanPod.ExecuteAsync(SidecarContainer, "touch $SIDECAR_VOLUME_DATA/x 2>&1 || true")).Should().Contain("Read-only file system");
    }

    [TestMethod]
    public async Task Limits_are_those_of_the_sidecar() =>
        (await PodmanPod.InspectAsync(SidecarContainer, "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}")).Should().Be("67108864 250000000");

    private static void Describe(IDistributedApplicationBuilder builder)
    {
        var main = Container(builder, Name, Ask).WithSharedVolume("data", "/data")
            .WithInitContainer("seed", (application, name) => Container(application, name, "echo seeded > $SIDECAR_VOLUME_DATA/seed").WithSharedVolume("data", "/seed"))
            .WithSidecar("server", (application, name) => Container(application, name, Serve)
                .WithHttpEndpoint(targetPort: 9090).WithSharedVolume("data", "/mnt", isReadOnly: true).WithSharedProcesses().WithResourceLimits(cpus: 0.25, memory: "64m"));
        var server = main.GetSidecarEndpoint("server", "http");
        main.WithEnvironment("SERVER_HOST", server.Property(EndpointProperty.Host)).WithEnvironment("SERVER_PORT", server.Property(EndpointProperty.Port));
    }

    private static IResourceBuilder<ContainerResource> Container(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, $"docker.io/library/{TestEngine.Image}", TestEngine.Tag).WithEntrypoint("/bin/bash").WithArgs("-c", script);
}
