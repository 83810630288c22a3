using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Playground.Tests.Catalog;

/// <summary>
/// The catalogue playground, started in this process by Aspire's testing builder.
/// </summary>
internal sealed class RunningCatalog : IAsyncDisposable
{
    public static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private readonly DistributedApplication _application;
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _seen = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    private RunningCatalog(DistributedApplication application, ReceivedTelemetry telemetry)
    {
        _application = application;
        Telemetry = telemetry;
        _watching = WatchAsync();
        Api = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
    }

    public ReceivedTelemetry Telemetry { get; }

    public HttpClient Api { get; }

    /// <summary>Every state of every resource, in the order of arrival.</summary>
    public ConcurrentQueue<(string Resource, string State)> States { get; } = [];

    public static async Task<RunningCatalog> StartAsync(Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        var telemetry = await ReceivedTelemetry.StartAsync();
        var store = Directory.CreateTempSubdirectory("catalog-tests-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Catalog_AppHost>(
            [$"--Aspire:Store:Path={store}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={telemetry.Url}"]);
        change?.Invoke(builder);
        var catalog = new RunningCatalog(await builder.BuildAsync(), telemetry);
        using var timeout = new CancellationTokenSource(StartTime);
        await catalog._application.StartAsync(timeout.Token);
        await catalog._application.ResourceNotifications.WaitForResourceHealthyAsync("api", timeout.Token);
        await catalog._application.ResourceNotifications.WaitForResourceHealthyAsync("api-pricing", timeout.Token);
        await catalog.WaitForStateAsync("api-logging", KnownResourceStates.Running, StartTime);
        await catalog.WaitForStateAsync("api", KnownResourceStates.Running, StartTime);
        await catalog.WaitForStateAsync("api-pricing", KnownResourceStates.Running, StartTime);
        catalog.Api.BaseAddress = catalog._application.GetEndpoint("api", "http");
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

    /// <summary>The last that was heard of a resource, also when the application has ended.</summary>
    public CustomResourceSnapshot Snapshot(string resource) =>
        _seen.TryGetValue(resource, out var snapshot)
            ? snapshot
            : throw new InvalidOperationException($"'{resource}' has no state.");

    public string? State(string resource) => Snapshot(resource).State?.Text;

    public object? Property(string resource, string name) =>
        Snapshot(resource).Properties.FirstOrDefault(property => property.Name == name)?.Value;

    public int ProcessId(string resource) => Convert.ToInt32(Property(resource, "executable.pid"), CultureInfo.InvariantCulture);

    public async Task CommandAsync(string resource, string command)
    {
        var result = await _application.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(_application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == resource), command);
        result.Success.Should().BeTrue(result.Message);
    }

    public Task WaitForStateAsync(string resource, string state, TimeSpan within) =>
        Eventually.TrueAsync(
        () => _seen.TryGetValue(resource, out var snapshot) && snapshot.State?.Text == state, within, $"'{resource}' is {state}");

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _ended.CancelAsync();
        await _watching;
        Api.Dispose();
        _ended.Dispose();
        await Telemetry.DisposeAsync();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var update in _application.ResourceNotifications.WatchAsync(_ended.Token))
            {
                if (update.Snapshot.State?.Text is { } state)
                {
                    States.Enqueue((update.Resource.Name, state));
                }

                _seen[update.Resource.Name] = update.Snapshot;
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }
}

internal sealed record Product(string Id, string Name, decimal? Price);
