using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

/// <summary>
/// An application that runs on the orchestrator, in the process of the test, and what is seen of its resources.
/// </summary>
public sealed class RunningApplication : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _seen = new();
    private readonly CancellationTokenSource _starting = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private readonly string? _store;
    private bool _isStopped;

    private RunningApplication(DistributedApplication application, string? store)
    {
        (Application, _store) = (application, store);
        _watching = WatchAsync();
        Started = application.StartAsync(_starting.Token);
    }

    public DistributedApplication Application { get; }

    /// <summary>The start of the application. It is over once nothing waits any more, and faulted if the model is refused: some of the tests look at just that.</summary>
    public Task Started { get; }

    /// <summary>Each change of a resource's state, in the order of arrival.</summary>
    public ConcurrentQueue<(string Resource, string State)> States { get; } = [];

    /// <summary>Builds an application whose host is the calling test project, and begins to start it.</summary>
    /// <param name="build">Adds the resources.</param>
    /// <param name="arguments">Arguments of the application, <c>--name=value</c>.</param>
    public static async Task<RunningApplication> StartAsync(Action<IDistributedApplicationTestingBuilder> build, params string[] arguments)
    {
        // Aspire looks for the host on the call stack: nothing may be awaited before.
        var builder = DistributedApplicationTestingBuilder.Create(arguments);
        return await StartAsync(builder, build);
    }

    /// <summary>Builds the application of an AppHost project, and begins to start it.</summary>
    /// <param name="change">What the test wants different.</param>
    /// <param name="arguments">Arguments of the AppHost, <c>--name=value</c>.</param>
    public static async Task<RunningApplication> StartAsync<TAppHost>(Action<IDistributedApplicationTestingBuilder>? change = null, params string[] arguments)
        where TAppHost : class
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<TAppHost>(arguments);
        return await StartAsync(builder, change);
    }

    /// <summary>Begins to start an application that was built elsewhere.</summary>
    public static RunningApplication Start(DistributedApplication application) => new(application, store: null);

    public IResource Resource(string name) =>
        Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    /// <summary>What is known of a resource now, or was last when the application ended.</summary>
    public CustomResourceSnapshot Snapshot(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(resource, out var state) ? state.Snapshot
        : _seen.TryGetValue(resource, out var snapshot) ? snapshot
        : throw new InvalidOperationException($"'{resource}' has no state.");

    public string? State(string resource) => Snapshot(resource).State?.Text;

    public object? Property(string resource, string name) => Snapshot(resource).Property(name);

    /// <summary>The process of a project's or an executable's program. Of a project that is not the one that the orchestrator knows, which is <c>dotnet run</c>, but its child.</summary>
    public int ProcessId(string resource)
    {
        var known = Convert.ToInt32(Property(resource, "executable.pid"), CultureInfo.InvariantCulture);
        return Resource(resource) is ProjectResource ? MarkedProcesses.ChildOf(known) : known;
    }

    /// <summary>Ends a program the way a crash does.</summary>
    public void Kill(string resource)
    {
        using var process = Process.GetProcessById(ProcessId(resource));
        process.Kill();
    }

    /// <summary>Waits for what <see cref="States"/> has seen too.</summary>
    public async Task<CustomResourceSnapshot> WaitForAsync(string resource, Func<CustomResourceSnapshot, bool> condition, TimeSpan? within = null)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                if (Started.IsFaulted)
                {
                    await Started;
                }

                return _seen.TryGetValue(resource, out var snapshot) && condition(snapshot);
            },
            within ?? Eventually.Patience,
            () => $"'{resource}' gets there. It is {_seen.GetValueOrDefault(resource)?.State?.Text}, after {string.Join(", ", States)}");
        return _seen[resource];
    }

    public Task<CustomResourceSnapshot> WaitForStateAsync(string resource, string state, TimeSpan? within = null) =>
        WaitForAsync(resource, snapshot => snapshot.State?.Text == state, within);

    /// <summary>Waits until a resource has been in a state that often.</summary>
    public Task WaitForStateAsync(string resource, string state, int times) =>
        WaitForAsync(resource, _ => States.Count(seen => seen == (resource, state)) >= times);

    /// <summary>Waits until all of these run, those with a health check well.</summary>
    public async Task WaitForHealthyAsync(TimeSpan within, params IEnumerable<string> resources)
    {
        foreach (var resource in resources)
        {
            await WaitForAsync(resource, snapshot => snapshot.State?.Text == KnownResourceStates.Running
                && snapshot.HealthStatus is null or Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, within);
        }
    }

    /// <summary>Waits for a line of a resource's log, and returns it.</summary>
    public async Task<string> WaitForLogAsync(string resource, string text)
    {
        // Once it has a state the model is complete: before, another resource may have that name.
        await WaitForAsync(resource, _ => true);
        using var timeout = new CancellationTokenSource(Eventually.Patience);
        try
        {
            await foreach (var lines in Application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(Resource(resource)).WithCancellation(timeout.Token))
            {
                if (lines.FirstOrDefault(line => line.Content.Contains(text, StringComparison.Ordinal)).Content is { } found)
                {
                    return found;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Said below.
        }

        throw new AssertFailedException($"The log of '{resource}' does not say '{text}'.");
    }

    public async Task CommandAsync(string resource, string command)
    {
        var result = await ExecuteAsync(resource, command);
        result.Success.Should().BeTrue(result.Message);
    }

    /// <summary>Calls a command, and returns what came of it.</summary>
    public Task<ExecuteCommandResult> ExecuteAsync(string resource, string command, params (string Name, string Value)[] arguments) =>
        Application.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            Resource(resource),
            command,
            new InteractionInputCollection([.. arguments.Select(argument => new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]));

    /// <summary>Stops the application, as a user does.</summary>
    public async Task StopAsync()
    {
        await Started;
        _isStopped = true;
        await Application.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            // A start that still waits for something must not keep the test from ending.
            await _starting.CancelAsync();
            await Application.StopAsync();
        }

        await Application.DisposeAsync();
        await _ended.CancelAsync();
        await _watching;
        _starting.Dispose();
        _ended.Dispose();
        if (_store is not null)
        {
            TemporaryFolder.Delete(_store);
        }
    }

    private static async Task<RunningApplication> StartAsync(IDistributedApplicationTestingBuilder builder, Action<IDistributedApplicationTestingBuilder>? change)
    {
        var store = TemporaryFolder.Create();
        builder.Configuration["Aspire:Store:Path"] = store;
        change?.Invoke(builder);
        return new(await builder.BuildAsync(), store);
    }

    private async Task WatchAsync()
    {
        Dictionary<string, string> last = [];
        try
        {
            await foreach (var update in Application.ResourceNotifications.WatchAsync(_ended.Token))
            {
                if (update.Snapshot.State?.Text is { } state && last.GetValueOrDefault(update.ResourceId) != state)
                {
                    last[update.ResourceId] = state;
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
