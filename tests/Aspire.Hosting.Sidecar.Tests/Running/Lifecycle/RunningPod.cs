using System.Collections.Concurrent;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Sidecar.Tests.Running.Lifecycle;

/// <summary>
/// An application of processes that really runs.
/// </summary>
internal sealed class RunningPod : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DistributedApplication _application;
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _seen = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private readonly Task _starting;

    private RunningPod(DistributedApplication application)
    {
        _application = application;
        _watching = WatchAsync();

        // The start is over once nothing waits any more: some of the tests look at what does.
        _starting = application.StartAsync();
    }

    /// <summary>Each change of a resource's state, in the order of arrival.</summary>
    public ConcurrentQueue<(string Resource, string State)> States { get; } = [];

    /// <summary>
    /// Adds the program that does what its arguments say: <c>wait</c>, <c>exit 3</c>, <c>env NAME</c>, <c>stubborn</c> …
    /// </summary>
    public static IResourceBuilder<ExecutableResource> Program(IDistributedApplicationBuilder builder, string name, params string[] steps) =>
        builder.AddExecutable(name, "dotnet", AppContext.BaseDirectory,
            [Path.Combine(AppContext.BaseDirectory, "Dummy.dll"), .. steps]);

    public static async Task<RunningPod> StartAsync(Action<IDistributedApplicationBuilder> build)
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            $"--Aspire:Store:Path={Directory.CreateTempSubdirectory("sidecar-tests-").FullName}");
        build(builder);
        return new RunningPod(await builder.BuildAsync());
    }

    public CustomResourceSnapshot Snapshot(string resource) =>
        _application.ResourceNotifications.TryGetCurrentState(resource, out var state)
            ? state.Snapshot
            : throw new InvalidOperationException($"'{resource}' has no state.");

    public object? Property(string resource, string name) =>
        Snapshot(resource).Properties.FirstOrDefault(property => property.Name == name)?.Value;

    /// <summary>Waits for what <see cref="States"/> has seen too.</summary>
    public async Task<CustomResourceSnapshot> WaitForAsync(string resource, Func<CustomResourceSnapshot, bool> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(_seen.TryGetValue(resource, out var snapshot) && condition(snapshot)))
        {
            if (_starting.IsFaulted)
            {
                await _starting;
            }

            if (DateTime.UtcNow > deadline)
            {
                Assert.Fail($"'{resource}' did not get there. It is {snapshot?.State?.Text}, after {string.Join(", ", States)}.");
            }

            await timer.WaitForNextTickAsync();
        }

        return _seen[resource];
    }

    public Task<CustomResourceSnapshot> WaitForStateAsync(string resource, string state) =>
        WaitForAsync(resource, snapshot => snapshot.State?.Text == state);

    public async Task<string> WaitForLogAsync(string resource, string text)
    {
        // Once it has a state the model is complete: before, another resource may have that name.
        await WaitForAsync(resource, _ => true);
        using var timeout = new CancellationTokenSource(Patience);
        var model = _application.Services.GetRequiredService<DistributedApplicationModel>();
        await foreach (var lines in _application.Services.GetRequiredService<ResourceLoggerService>()
            .WatchAsync(model.Resources.Single(r => r.Name == resource)).WithCancellation(timeout.Token))
        {
            if (lines.FirstOrDefault(line => line.Content.Contains(text, StringComparison.Ordinal)).Content is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The log of '{resource}' ended without '{text}'.");
    }

    public async Task CommandAsync(string resource, string command)
    {
        var result = await ExecuteAsync(resource, command);
        result.Success.Should().BeTrue(result.Message);
    }

    public Task<ExecuteCommandResult> ExecuteAsync(string resource, string command, params (string Name, string Value)[] arguments)
    {
        var model = _application.Services.GetRequiredService<DistributedApplicationModel>();
        return _application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            model.Resources.Single(r => r.Name == resource),
            command,
            new InteractionInputCollection([.. arguments.Select(argument => new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]));
    }

    public async Task StopAsync()
    {
        await _starting;
        await _application.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        Dictionary<string, string> last = [];
        try
        {
            await foreach (var update in _application.ResourceNotifications.WatchAsync(_ended.Token))
            {
                if (update.Snapshot.State?.Text is { } state && last.GetValueOrDefault(update.Resource.Name) != state)
                {
                    last[update.Resource.Name] = state;
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
