namespace Playground.Tests.Catalog;

/// <summary>
/// Where telemetry goes when nobody has a dashboard.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class ConsoleTelemetryTests
{
    [TestMethod]
    public async Task Without_a_dashboard_telemetry_goes_to_the_console()
    {
        var (before, console) = (Console.Out, new StringWriter());
        Console.SetOut(TextWriter.Synchronized(console));
        try
        {
            // The testing builder sets the URL of a dashboard even if none runs.
            await using var catalog = await RunningApplication.StartAsync<Projects.Catalog_AppHost>(change: null, "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=");

            await catalog.WaitForStateAsync("api-logging", "Running");
            await Eventually.TrueAsync(() => console.ToString().Contains("start api-logging", StringComparison.Ordinal), "the spans of the integration are on the console");
            await catalog.WaitForLogAsync("api-logging", "Application started");
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
