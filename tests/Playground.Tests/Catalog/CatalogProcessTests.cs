namespace Playground.Tests.Catalog;

/// <summary>
/// How the playground ends: on Ctrl+C, and when its AppHost is killed. Looks for processes in /proc.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class CatalogProcessTests
{
    private static readonly string[] Sidecars = ["api-pricing", "api-logging", "api-monitoring"];

    /// <summary>Ten seconds are promised, and measured by the benchmarks; the orchestrator alone needs more than half of them, and a test machine may be busy.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task The_API_answers_with_prices()
    {
        await using var catalog = AppHostProcess.Start<Projects.Catalog_AppHost>(Projects.Catalog_AppHost.ProjectPath);
        using var http = new HttpClient { BaseAddress = await catalog.WaitForUrlAsync("api") };

        await Eventually.TrueAsync(() => RunningCatalog.HasPricesAsync(http), "the API answers with prices");
    }

    [TestMethod]
    public async Task Interrupted_it_stops_the_main_first_and_leaves_nothing_behind()
    {
        await using var catalog = await StartAsync();

        catalog.Interrupt();
        List<string> ended = [];
        await Eventually.TrueAsync(() => AllEnded(catalog.Processes, ended), Grace, () => $"all members have ended, not only {string.Join(", ", ended)}");

        await catalog.WaitForExitAsync(Grace);
        ended.Should().StartWith("api");
        await Eventually.TrueAsync(() => catalog.Processes.List().Length == 0, Grace, () => $"nothing of the run is left, but there is {string.Join(", ", catalog.Processes.List())}");
    }

    [TestMethod]
    public async Task Killed_it_leaves_no_process_behind()
    {
        await using var catalog = await StartAsync();
        catalog.Processes.List().Should().HaveCountGreaterThan(5, "the AppHost, the orchestrator, the API and its sidecars carry the mark of this run");

        catalog.Kill();

        await Eventually.TrueAsync(() => catalog.Processes.List().Length == 0, Grace, () => $"nothing of the run is left, but there is {string.Join(", ", catalog.Processes.List())}");
    }

    private static async Task<AppHostProcess> StartAsync()
    {
        var catalog = AppHostProcess.Start<Projects.Catalog_AppHost>(Projects.Catalog_AppHost.ProjectPath);
        await catalog.WaitForUrlAsync("api");
        await Eventually.TrueAsync(() => Sidecars.All(sidecar => IsRunning(catalog.Processes, sidecar)), "the sidecars run");
        return catalog;
    }

    /// <summary>Notes the order in which the members end. The sidecars are told when the main is gone.</summary>
    private static bool AllEnded(MarkedProcesses processes, List<string> ended)
    {
        ended.AddRange(((string[])["api", .. Sidecars]).Except(ended).Where(member => !IsRunning(processes, member)).ToArray());
        return ended.Count == 1 + Sidecars.Length;
    }

    private static bool IsRunning(MarkedProcesses processes, string resource) => processes.Variable(resource, "OTEL_SERVICE_NAME") is not null;
}
