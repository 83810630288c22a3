using System.Text.Json;

namespace Playground.Tests.Catalog;

/// <summary>
/// How the playground ends: on Ctrl+C, and when its AppHost is killed. Reads what the standalone host prints, and looks for processes in /proc.
/// </summary>
[TestClass]
[DoNotParallelize]
[OSCondition(OperatingSystems.Linux)]
public sealed class CatalogProcessTests
{
    /// <summary>What is promised for the end of the AppHost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>For what takes a moment, unless the machine is very busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task It_prints_the_URL_of_the_API_which_answers_with_prices()
    {
        await using var catalog = CatalogProcess.Start();
        using var http = new HttpClient { BaseAddress = await catalog.WaitForApiAsync() };

        await Eventually.TrueAsync(HasPricesAsync, Patience, "the API answers with prices");

        await Eventually.TrueAsync(() => catalog.Output.Any(line => line.Contains("[logging] GET /products in USD answered 200", StringComparison.Ordinal)),
            Patience, "the log line of the request is shown as a record that came from the logging sidecar");

        async Task<bool> HasPricesAsync()
        {
            try
            {
                using var products = JsonDocument.Parse(await http.GetStringAsync(new Uri("/products?currency=USD", UriKind.Relative)));
                return products.RootElement.EnumerateArray().All(product => product.GetProperty("price").ValueKind == JsonValueKind.Number);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    [TestMethod]
    public async Task Without_a_dashboard_telemetry_goes_to_the_console()
    {
        await using var catalog = CatalogProcess.Start(hasDashboard: false);
        using var http = new HttpClient { BaseAddress = await catalog.WaitForApiAsync() };

        await Eventually.TrueAsync(() => catalog.Output.Any(line => line.Contains("start api-logging", StringComparison.Ordinal)),
            Patience, "the spans of the integration are on the console");
        await Eventually.TrueAsync(() => catalog.Output.Any(line => line.Contains("LogRecord.", StringComparison.Ordinal)),
            Patience, "the records of the logging sidecar are on its console");
    }

    [TestMethod]
    public async Task Interrupted_it_stops_the_main_first_and_exits_within_ten_seconds()
    {
        await using var catalog = CatalogProcess.Start();
        await catalog.WaitForApiAsync();
        foreach (var sidecar in (string[])["api-pricing", "api-logging"])
        {
            await Eventually.TrueAsync(() => catalog.Output.Any(line => line.Contains($"{sidecar} | Running", StringComparison.Ordinal)), Patience, $"'{sidecar}' runs");
        }

        catalog.Interrupt();
        await catalog.WaitForExitAsync(Grace);

        var ends = catalog.Output.Where(line => line.Contains("Finished", StringComparison.Ordinal) && !line.Contains("api-seed", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).ToArray();
        ends.Should().Equal("api", "api-logging", "api-pricing");
        await Eventually.TrueAsync(() => catalog.LeftOver().Length == 0, Grace, "nothing of the run is left");
    }

    [TestMethod]
    public async Task Killed_it_leaves_no_process_behind()
    {
        await using var catalog = CatalogProcess.Start();
        await catalog.WaitForApiAsync();
        await Eventually.TrueAsync(() => catalog.LeftOver().Length >= 5, Patience, "the AppHost, the API, its two sidecars and the watchdog carry the mark of this run");

        catalog.Kill();

        await Eventually.TrueAsync(() => catalog.LeftOver().Length == 0, Grace, "nothing of the run is left");
    }
}
