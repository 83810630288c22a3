using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace Playground.Tests.Catalog;

/// <summary>
/// The catalogue playground, in the process of the test.
/// </summary>
internal sealed class RunningCatalog : IAsyncDisposable
{
    public static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    public static readonly string[] Members = ["api", "api-pricing", "api-logging", "api-monitoring"];

    private RunningCatalog(RunningApplication running, TelemetryReceiver telemetry) => (Running, Telemetry) = (running, telemetry);

    public RunningApplication Running { get; }

    public TelemetryReceiver Telemetry { get; }

    /// <summary>Asks once: a test wants to see what fails.</summary>
    public HttpClient Api { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<RunningCatalog> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        var telemetry = await TelemetryReceiver.StartAsync();
        var running = await RunningApplication.StartAsync<Projects.Catalog_AppHost>(change, $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={telemetry.GrpcUrl}");
        var catalog = new RunningCatalog(running, telemetry);
        await running.WaitForHealthyAsync(StartTime, Members);
        catalog.Api.BaseAddress = running.Application.GetEndpoint("api", "http");
        return catalog;
    }

    public Task<Product[]> ProductsAsync() => ProductsAsync(Api);

    public Task<bool> HasPricesAsync() => HasPricesAsync(Api);

    /// <summary>Whether the API answers with a price for every product. It may be starting.</summary>
    public static async Task<bool> HasPricesAsync(HttpClient api)
    {
        try
        {
            return await ProductsAsync(api) is [_, ..] products && products.All(product => product.Price > 0);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        await Telemetry.DisposeAsync();
        Api.Dispose();
    }

    private static async Task<Product[]> ProductsAsync(HttpClient api) =>
        await api.GetFromJsonAsync<Product[]>("/products?currency=USD") ?? throw new InvalidOperationException("The API answered null.");
}

internal sealed record Product(string Id, string Name, decimal? Price);
