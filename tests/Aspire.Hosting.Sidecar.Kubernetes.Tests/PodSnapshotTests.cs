#pragma warning disable ASPIREPROBES001 // Probes are what a health check is made from.

namespace Aspire.Hosting.Sidecar.Kubernetes.Tests;

/// <summary>
/// One feature of pods at a time: the snapshots are to be read beside the models.
/// </summary>
[TestClass]
public sealed class PodSnapshotTests
{
    [TestMethod]
    public async Task Network() => (await KubernetesPublication.CreateAsync(builder =>
    {
        var api = builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000)
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy
                .WithHttpEndpoint(targetPort: 9090, port: 19090).WithExternalHttpEndpoints()
                .WithHttpEndpoint(targetPort: 9091, name: "admin"))
            .WithSidecar("apart", "example/apart", "1", apart => apart.WithHttpEndpoint(targetPort: 9099).WithNetworkSharing(SidecarNetwork.Separate));
        builder.AddContainer("client", "example/client", "1").WithReference(api.GetSidecarEndpoint("proxy", "http")).WithReference(api.GetEndpoint("http"));
    })).ShouldMatch("network");

    [TestMethod]
    public async Task Namespaces() => (await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
        .WithSidecar("debugger", "example/debugger", "1", debugger => debugger.WithSharedProcesses())
        .WithSidecar("queue", "example/queue", "1", queue => queue.WithSharedIpc().WithNetworkSharing(SidecarNetwork.Separate)))).ShouldMatch("namespaces");

    [TestMethod]
    public async Task Volumes() => (await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
        .WithSharedVolume("logs", "/var/log/api")
        .WithSharedVolume("cache", "/cache", configure: volume => (volume.Medium, volume.SizeLimit, volume.EnvironmentVariable) = (SharedVolumeMedium.Memory, "32m", "CACHE_FOLDER"))
        .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true).WithSharedVolume("cache", "/tmp/cache")))).ShouldMatch("volumes");

    [TestMethod]
    public async Task Limits() => (await KubernetesPublication.CreateAsync(builder =>
    {
        builder.AddContainer("api", "example/api", "1").WithResourceLimits(cpus: 1, memory: "1Gi")
            .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithResourceLimits(cpus: 0.25, memory: "64m"));
        builder.AddContainer("alone", "example/alone", "1").WithResourceLimits(memory: "100M");
    })).ShouldMatch("limits");

    [TestMethod]
    public async Task Lifecycle() => (await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
        .WithStopGracePeriod(TimeSpan.FromSeconds(40))
        .WithSidecar("once", "example/once", "1", once => once.WithRestartPolicy(SidecarRestartPolicy.Never))
        .WithSidecar("often", "example/often", "1", often => often.WithRestartPolicy(SidecarRestartPolicy.OnFailure(maxRestarts: 9)).WithStopGracePeriod(TimeSpan.FromSeconds(1.5)))
        .WithSidecar("ever", "example/ever", "1", ever => ever.WithRestartPolicy(SidecarRestartPolicy.Always())))).ShouldMatch("lifecycle");

    [TestMethod]
    public async Task Order() => (await KubernetesPublication.CreateAsync(builder =>
    {
        var db = builder.AddContainer("db", "example/db", "1");
        builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000).WithHttpProbe(ProbeType.Readiness, "/health").WaitFor(db)
            .WithInitContainer("migrate", "example/migrate", "1")
            .WithInitContainer("seed", "example/seed", "1")
            .WithSidecar("proxy", "example/proxy", "1", proxy => proxy
                .WithStartOrder(SidecarStartOrder.BeforeMain).WithHttpEndpoint(targetPort: 9090)
                .WithHttpProbe(ProbeType.Readiness, "/ready", initialDelaySeconds: 2, periodSeconds: 3, timeoutSeconds: 4, failureThreshold: 5))
            .WithSidecar("after", "example/after", "1", after => after.WithStartOrder(SidecarStartOrder.AfterMain));
    })).ShouldMatch("order");

    [TestMethod]
    public async Task Projects() => (await KubernetesPublication.CreateWholeAsync(builder =>
    {
        builder.AddKubernetesEnvironment("k8s");
        var web = builder.AddProject<WebProject>("web").WithExternalHttpEndpoints()
            .WithSidecar("helper", (application, name) => application.AddProject<WebProject>(name))
            .WithSidecar("second", (application, name) => application.AddProject<WebProject>(name))
            .WithInitContainer("seed", (application, name) => application.AddProject<ConsoleProject>(name));
        var helper = web.GetSidecarEndpoint("helper", "https");
        builder.AddContainer("client", "example/client", "1").WithReference(web)
            .WithReference(builder.CreateResourceBuilder((ProjectResource)web.GetSidecar("second").Resource)).WithEnvironment("HTTPS", helper);
    })).ShouldMatch("projects");

    [TestMethod]
    public async Task Images() => (await KubernetesPublication.CreateAsync(builder =>
    {
        Directory.CreateDirectory(Path.Combine(builder.AppHostDirectory, "built"));
        builder.AddContainer("api", "example/api", "1")
            .WithSidecar("built", (application, name) => application.AddDockerfile(name, "built").WithHttpEndpoint(targetPort: 9000))
            .WithSidecar("program", (application, name) => application.AddExecutable(name, "node", ".", "server.js").WithHttpEndpoint(targetPort: 9001).PublishAsDockerFile());
    })).ShouldMatch("images");

    [TestMethod]
    public async Task Integrations() => (await KubernetesPublication.CreateAsync(builder =>
    {
        IResourceBuilder<RedisResource>? cache = null;
        var api = builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000)
            .WithSidecar("cache", (application, name) => cache = application.AddRedis(name));
        api.WithReference(cache!);
        builder.AddContainer("client", "example/client", "1").WithReference(cache!);
    })).ShouldMatch("integrations");

    [TestMethod]
    public async Task Environments() => (await Publication.CreateAsync(builder =>
    {
        var east = builder.AddKubernetesEnvironment("east").WithDashboard(false);
        var west = builder.AddKubernetesEnvironment("west").WithDashboard(false);
        builder.AddContainer("api", "example/api", "1").WithComputeEnvironment(east).WithSidecar("shipper", "example/shipper", "1").WithInitContainer("seed", "example/seed", "1");
        builder.AddContainer("web", "example/web", "1").WithComputeEnvironment(west).WithSidecar("shipper", "example/shipper", "1");
    })).ShouldMatch("environments");

    [TestMethod]
    public async Task Logging() => (await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1")
        .WithSharedVolume("logs", "/var/log/api").WithLoggingSidecar("logs", options => options.Files.Add("**/*.log")))).ShouldMatch("logging");

    [TestMethod]
    public async Task Monitoring() => (await KubernetesPublication.CreateAsync(builder => builder.AddContainer("api", "example/api", "1").WithHttpEndpoint(targetPort: 8000)
        .WithMonitoringSidecar(options => options.Scrape("http").Probe("http", "/health")))).ShouldMatch("monitoring");

    [TestMethod]
    public async Task Everything() => (await KubernetesPublication.CreateAllTogetherAsync()).ShouldMatch("everything");
}
