using Aspire.Hosting;

namespace Benchmarks.Micro;

/// <summary>A pod as many have it, which is only modelled.</summary>
internal static class ModelPod
{
    public static void AddTo(IDistributedApplicationBuilder builder, string main) => builder.AddContainer(main, "example/main", "1")
        .WithHttpEndpoint(targetPort: 8000)
        .WithSharedVolume("logs", "/logs")
        .WithInitContainer("seed", "example/seed", "1", seed => seed.WithSharedVolume("logs", "/logs"))
        .WithSidecar("proxy", "example/proxy", "1", proxy => proxy.WithHttpEndpoint(targetPort: 9090).WithResourceLimits(cpus: 0.5, memory: "64m"))
        .WithSidecar("shipper", "example/shipper", "1", shipper => shipper.WithSharedVolume("logs", "/logs", isReadOnly: true));
}
