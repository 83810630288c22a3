using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Testing;

namespace Benchmarks.Micro;

/// <summary>
/// What the parts cost that do nothing but compute, by BenchmarkDotNet: for whoever changes one of them.
/// </summary>
internal static class MicroBenchmarks
{
    public static void Run(string[] filters)
    {
        // In this process: the project is an AppHost, which BenchmarkDotNet cannot build anew.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOption(ConfigOptions.JoinSummary | ConfigOptions.DisableLogFile, true)
            .WithArtifactsPath(TemporaryFolder.Create());
        BenchmarkSwitcher.FromTypes([typeof(PlanningBenchmarks), typeof(DecidingBenchmarks), typeof(PublishingBenchmarks), typeof(ParsingBenchmarks), typeof(ScrapingBenchmarks)])
            .Run(["--filter", .. filters is [] ? ["*"] : filters], config);
    }
}
