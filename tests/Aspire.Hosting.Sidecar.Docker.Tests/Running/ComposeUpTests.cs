namespace Aspire.Hosting.Sidecar.Docker.Tests.Running;

/// <summary>
/// What is published, run by Docker Compose.
/// </summary>
[TestClass]
public sealed class ComposeUpTests
{
    private const string Wait = "trap exit TERM; sleep infinity & wait";

    /// <summary>Answers every connection to the port, with what the image has.</summary>
    private const string Serve = "exec perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(LocalPort => 9090, Listen => 9, ReuseAddr => 1) or die; while (my $c = $s ->accept) { print $c \"HTTP/1.0 200 OK\\r\\n\\r\\nserved\\n\"; close $c}'";

    private const string Ask = "until exec 3<>/dev/tcp/$SERVER_HOST/$SERVER_PORT; do sleep 0.1; done; echo GET >&3; cat <&3; " + Wait;

    private static ComposeProject? _project;

    [ClassInitialize]
    public static async Task UpAsync(TestContext context)
    {
        await ComposeProject.RequireAsync();
        var publication = await ComposePublication.CreateAsync(Describe);
        publication.Errors.Should().BeEmpty();
        _project = await ComposeProject.UpAsync(publication.Folder);
    }

    [ClassCleanup]
    public static async Task DownAsync()
    {
        if (_project is not null)
        {
            await _project.DisposeAsync();
        }
    }

    [TestMethod]
    [DataRow("net")]
    [DataRow("pid")]
    [DataRow("ipc")]
    public async Task Main_and_sidecar_are_in_one_namespace(string kind)
    {
        var main = await _project!.ExecuteAsync("api", $"readlink /proc/self/ns/{kind}");

        (await _project.ExecuteAsync("api-server", $"readlink /proc/self/ns/{kind}")).Should().Be(main);
        (await _project.ExecuteAsync("client", $"readlink /proc/self/ns/{kind}")).Should().NotBe(main);
    }

    [TestMethod]
    public async Task Outsiders_reach_the_sidecar_through_the_main() => await AnswerAsync("client");

    [TestMethod]
    public async Task The_main_reaches_the_sidecar_at_localhost() => await AnswerAsync("api");

    [TestMethod]
    public async Task The_init_container_ran_before_the_main()
    {
        (await _project!.InspectAsync("api-seed", "{{.State.ExitCode}}")).Should().Be("0");
        var ended = DateTimeOffset.Parse(await _project.InspectAsync("api-seed", "{{.State.FinishedAt}}"), System.Globalization.CultureInfo.InvariantCulture);
        var started = DateTimeOffset.Parse(await _project.InspectAsync("api", "{{.State.StartedAt}}"), System.Globalization.CultureInfo.InvariantCulture);

        started.Should().BeOnOrAfter(ended);
        (await _project.ExecuteAsync("api", "cat $SIDECAR_VOLUME_DATA/seed")).Should().Be("seeded");
    }

    [TestMethod]
    public async Task Files_of_the_main_are_the_sidecars()
    {
        await _project!.ExecuteAsync("api", "echo written > $SIDECAR_VOLUME_DATA/main");

        (await _project.ExecuteAsync("api-server", "cat $SIDECAR_VOLUME_DATA/main")).Should().Be("written");
        (await _project.ExecuteAsync("api-server", "touch $SIDECAR_VOLUME_DATA/x 2>&1 || true")).Should().Contain("Read-only file system");
    }

    [TestMethod]
    public async Task Volumes_are_open_to_every_user() => (await _project!.ExecuteAsync("api", "stat --format %a $SIDECAR_VOLUME_DATA")).Should().Be("777");

    [TestMethod]
    public async Task A_volume_in_memory_is_one()
    {
        (await _project!.ExecuteAsync("api", "stat --file-system --format %T /fast")).Should().Be("tmpfs");
        (await _project.ExecuteAsync("api", "df --block-size=1 --output=size /fast | tail -1")).Trim().Should().Be("16777216");
    }

    [TestMethod]
    public async Task Limits_restarts_and_grace_are_those_of_the_sidecar()
    {
        (await _project!.InspectAsync("api-server", "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}")).Should().Be("67108864 250000000");
        (await _project.InspectAsync("api-server", "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}")).Should().Be("on-failure 5");
        (await _project.InspectAsync("api-server", "{{.Config.StopTimeout}}")).Should().Be("20");
    }

    private static async Task AnswerAsync(string service) => await Eventually.TrueAsync(
        async () => (await _project!.LogsAsync(service)).Contains("served", StringComparison.Ordinal), $"{service} is served");

    private static void Describe(IDistributedApplicationBuilder builder)
    {
        var api = Container(builder, "api", Ask)
            .WithSharedVolume("data", "/data").WithSharedVolume("fast", "/fast", configure: volume => (volume.Medium, volume.SizeLimit) = (SharedVolumeMedium.Memory, "16m"))
            .WithInitContainer("seed", (application, name) => Container(application, name, "sleep 1; echo seeded > $SIDECAR_VOLUME_DATA/seed").WithSharedVolume("data", "/seed"))
            .WithSidecar("server", (application, name) => Container(application, name, Serve)
                .WithHttpEndpoint(targetPort: 9090).WithSharedVolume("data", "/mnt", isReadOnly: true).WithSharedVolume("fast", "/fast")
                .WithSharedProcesses().WithSharedIpc().WithResourceLimits(cpus: 0.25, memory: "64m").WithStopGracePeriod(TimeSpan.FromSeconds(20)));
        var server = api.GetSidecarEndpoint("server", "http");
        foreach (var client in new[] { api, Container(builder, "client", Ask) })
        {
            client.WithEnvironment("SERVER_HOST", server.Property(EndpointProperty.Host)).WithEnvironment("SERVER_PORT", server.Property(EndpointProperty.Port));
        }
    }

    private static IResourceBuilder<ContainerResource> Container(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, TestEngine.Image, TestEngine.Tag).WithEntrypoint("bash").WithArgs("-c", script);
}
