using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace Playground.Tests.Catalog;

/// <summary>
/// The catalogue playground.
/// </summary>
internal sealed class RunningCatalog : RunningPlayground
{
    public static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private RunningCatalog(Built built) : base(built)
    {
    }

    public HttpClient Api { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<RunningCatalog> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        var catalog = new RunningCatalog(await BuildAsync<Projects.Catalog_AppHost>(change));
        await catalog.StartAsync(StartTime, "api", "api-pricing", "api-logging");
        catalog.Api.BaseAddress = catalog.Application.GetEndpoint("api", "http");
        return catalog;
    }

    public async Task<Product[]> ProductsAsync() =>
        await Api.GetFromJsonAsync<Product[]>("/products?currency=USD") ?? throw new InvalidOperationException("The API answered null.");

    /// <summary>Whether the API answers with a price for every product. It may be starting.</summary>
    public async Task<bool> HasPricesAsync()
    {
        try
        {
            return (await ProductsAsync()).All(product => product.Price > 0);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    public int ProcessId(string resource) => Convert.ToInt32(Property(resource, "executable.pid"), CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Api.Dispose();
    }
}

internal sealed record Product(string Id, string Name, decimal? Price);
