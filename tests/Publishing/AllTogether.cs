#pragma warning disable ASPIREPROBES001 // Probes are what a health check is made from.

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Publishing;

/// <summary>
/// A model with every feature of pods, for an environment that was added before.
/// </summary>
public static class AllTogether
{
    public static void Describe(IDistributedApplicationBuilder builder)
    {
        var database = builder.AddContainer("db", "localhost/db", "1").WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp");
        var api = DescribeApi(builder, database);
        DescribeWeb(builder);
        var shipper = api.GetSidecarEndpoint("shipper", "http");
        builder.AddContainer("client", "localhost/client", "1").WithReference(shipper)
            .WithEnvironment("S", ReferenceExpression.Create($"h={shipper.Property(EndpointProperty.Host)} p={shipper.Property(EndpointProperty.Port)} u={shipper}"))
            .WithEnvironment("M", api.GetEndpoint("http")).WithArgs(shipper).WaitFor(api);
    }

    private static IResourceBuilder<ContainerResource> DescribeApi(IDistributedApplicationBuilder builder, IResourceBuilder<ContainerResource> database)
    {
        var secret = builder.AddParameter("pw", secret: true);
        return builder.AddContainer("api", "localhost/api", "1")
            .WithHttpEndpoint(targetPort: 8000).WithHttpHealthCheck("/health").WithEnvironment("PW", secret).WaitFor(database)
            .WithSharedVolume("logs", "/var/log/api")
            .WithStopGracePeriod(TimeSpan.FromSeconds(40))
            .WithInitContainer("seed", "localhost/seed", "1", seed => seed.WithSharedVolume("logs", "/seed"))
            .WithSidecar("shipper", "localhost/shipper", "1", shipper => shipper
                .WithHttpEndpoint(targetPort: 7070, name: "http", port: 17070).WithExternalHttpEndpoints()
                .WithEnvironment("PW2", secret)
                .WithSharedVolume("logs", "/logs", isReadOnly: true).WithSharedProcesses().WithSharedIpc()
                .WithResourceLimits(cpus: 0.25, memory: "64m", processes: 50).WithStopGracePeriod(TimeSpan.FromSeconds(20)))
            .WithSidecar("proxy", "localhost/proxy", "1", proxy => proxy
                .WithStartOrder(SidecarStartOrder.BeforeMain).WithHttpEndpoint(targetPort: 9090).WithHttpProbe(ProbeType.Readiness, "/ready"))
            .WithSidecar("after", "localhost/after", "1", after => after.WithStartOrder(SidecarStartOrder.AfterMain).WithRestartPolicy(SidecarRestartPolicy.Always()));
    }

    private static void DescribeWeb(IDistributedApplicationBuilder builder)
    {
        IResourceBuilder<SidecarResource>? cache = null;
        var web = builder.AddProject<WebProject>("web").WithExternalHttpEndpoints()
            .WithSharedVolume("data", "/data", configure: volume => (volume.Medium, volume.SizeLimit) = (SharedVolumeMedium.Memory, "32m"))
            .WithSidecar("helper", (application, name) => application.AddProject<WebProject>(name).WithSharedVolume("data", "/data"))
            .WithSidecar("cache", "localhost/redis", "7", sidecar => cache = sidecar.WithEndpoint(targetPort: 6379, name: "tcp", scheme: "tcp"));
        web.WithEnvironment("CACHE", ReferenceExpression.Create($"redis={cache!.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)},x={{y}}"));
    }
}
