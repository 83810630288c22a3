using Aspire.Hosting;
using BenchmarkDotNet.Attributes;
using Publishing;

namespace Benchmarks.Micro;

/// <summary>Ten pods become Compose's file, or Kubernetes's manifests. Most of it is Aspire's own work: building the application and writing.</summary>
public class PublishingBenchmarks
{
    private const int Mains = 10;

    private static readonly Dictionary<string, Action<IDistributedApplicationBuilder>> Environments = new()
    {
        ["Compose"] = builder => builder.AddDockerComposeEnvironment("env").WithDashboard(false),
        ["Kubernetes"] = builder => builder.AddKubernetesEnvironment("env").WithDashboard(false),
    };

    [ParamsSource(nameof(Names))]
    public string Target { get; set; } = "";

    public static IEnumerable<string> Names => Environments.Keys;

    [Benchmark]
    public Task<Publication> Publish() => Publication.CreateAsync(builder =>
    {
        Environments[Target](builder);
        for (var number = 0; number < Mains; number++)
        {
            ModelPod.AddTo(builder, $"main{number}");
        }
    });
}
