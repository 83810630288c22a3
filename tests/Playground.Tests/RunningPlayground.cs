using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Playground.Tests;

/// <summary>
/// A playground, started in this process by Aspire's testing builder.
/// </summary>
internal abstract class RunningPlayground : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _seen = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;

    protected RunningPlayground(Built built)
    {
        (Application, Telemetry) = (built.Application, built.Telemetry);
        _watching = WatchAsync();
    }

    public ReceivedTelemetry Telemetry { get; }

    /// <summary>Every state of every resource, in the order of arrival.</summary>
    public ConcurrentQueue<(string Resource, string State)> States { get; } = [];

    protected DistributedApplication Application { get; }

    /// <summary>The last that was heard of a resource, also when the application has ended.</summary>
    public CustomResourceSnapshot Snapshot(string resource) =>
        _seen.TryGetValue(resource, out var snapshot)
            ? snapshot
            : throw new InvalidOperationException($"'{resource}' has no state.");

    public string? State(string resource) => Snapshot(resource).State?.Text;

    public object? Property(string resource, string name) =>
        Snapshot(resource).Properties.FirstOrDefault(property => property.Name == name)?.Value;

    public async Task CommandAsync(string resource, string command)
    {
        var result = await Application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(Resource(resource), command);
        result.Success.Should().BeTrue(result.Message);
    }

    public Task WaitForStateAsync(string resource, string state, TimeSpan within) =>
        Eventually.TrueAsync(
            () => _seen.TryGetValue(resource, out var snapshot) && snapshot.State?.Text == state, within, $"'{resource}' is {state}");

    public Task StopAsync() => Application.StopAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
        await Telemetry.DisposeAsync();
    }

    protected static async Task<Built> BuildAsync<TAppHost>(Action<IDistributedApplicationTestingBuilder>? change, params string[] arguments)
        where TAppHost : class
    {
        var telemetry = await ReceivedTelemetry.StartAsync();
        var store = Directory.CreateTempSubdirectory("playground-tests-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<TAppHost>(
            [$"--Aspire:Store:Path={store}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={telemetry.Url}", .. arguments]);
        change?.Invoke(builder);
        return new(await builder.BuildAsync(), telemetry);
    }

    /// <summary>Starts the application, and waits until all of its members run, those with a health check well.</summary>
    protected async Task StartAsync(TimeSpan within, params string[] members)
    {
        using var timeout = new CancellationTokenSource(within);
        await Application.StartAsync(timeout.Token);
        foreach (var member in members)
        {
            await Application.ResourceNotifications.WaitForResourceHealthyAsync(member, timeout.Token);
            await WaitForStateAsync(member, KnownResourceStates.Running, within);
        }
    }

    protected IResource Resource(string name) =>
        Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var update in Application.ResourceNotifications.WatchAsync(_ended.Token))
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

    protected readonly record struct Built(DistributedApplication Application, ReceivedTelemetry Telemetry);
}
