using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Orchestrator;

/// <summary>An application under test, with a deadline for everything that is waited for.</summary>
internal sealed class RunningApplication : IAsyncDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    private RunningApplication(DistributedApplication application) => Application = application;

    public DistributedApplication Application { get; }

    public CancellationToken Deadline => _deadline.Token;

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public static RunningApplication Build(Action<IDistributedApplicationTestingBuilder> configure, params string[] args)
    {
        // The assembly of an AppHost knows where the projects are that it was built with.
        var builder = DistributedApplicationTestingBuilder.Create(args, (options, _) => options.AssemblyName = "Aspire.Hosting.Tests.AppHost");
        configure(builder);

        return new RunningApplication(builder.Build());
    }

    public static async Task<RunningApplication> StartAsync(Action<IDistributedApplicationTestingBuilder> configure, params string[] args)
    {
        var running = Build(configure, args);
        await running.Application.StartAsync(running.Deadline);

        return running;
    }

    public CustomResourceSnapshot Snapshot(string name)
        => Notifications.TryGetCurrentState(name, out var current)
            ? current.Snapshot
            : throw new InvalidOperationException($"Resource '{name}' has no state.");

    public async Task<CustomResourceSnapshot> WaitForStateAsync(string name, string state)
        => (await Notifications.WaitForResourceAsync(name, candidate => candidate.Snapshot.State?.Text == state, Deadline)).Snapshot;

    public async Task<string> WaitForLineAsync(string name, string text)
    {
        await foreach (var lines in Loggers.WatchAsync(Find(name)).WithCancellation(Deadline))
        {
            foreach (var line in lines)
            {
                if (line.Content.Contains(text, StringComparison.Ordinal))
                {
                    return line.Content;
                }
            }
        }

        throw new InvalidOperationException($"The log of '{name}' ended without '{text}'.");
    }

    public async Task<IReadOnlyList<LogLine>> LogAsync(string name)
    {
        List<LogLine> all = [];
        await foreach (var lines in Loggers.GetAllAsync(Find(name)).WithCancellation(Deadline))
        {
            all.AddRange(lines);
        }

        return all;
    }

    public Task<ExecuteCommandResult> ExecuteAsync(string name, string command) => Application.ResourceCommands.ExecuteCommandAsync(Find(name), command, Deadline);

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        _deadline.Dispose();
    }

    private ResourceLoggerService Loggers => Application.Services.GetRequiredService<ResourceLoggerService>();

    private IResource Find(string name)
        => Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);
}
