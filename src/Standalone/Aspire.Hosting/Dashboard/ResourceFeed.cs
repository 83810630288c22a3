using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Model;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Terminal;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows the dashboard the resources of the application.</summary>
internal sealed class ResourceFeed(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ResourceCommandService commands,
    IConfiguration configuration) : IResourceSource, IEarlyObserver
{
    private readonly ConcurrentDictionary<string, (IResource Resource, DashboardResource Shown)> _shown = new(StringComparer.OrdinalIgnoreCase);

    public event Action? Changed;

    public string ApplicationName => configuration["AppHost:DashboardApplicationName"] ?? "Aspire";

    // A resource that another one has replaced in the model is not there any more, though its last state is.
    public IReadOnlyList<DashboardResource> Resources
    {
        get
        {
            var current = model.Resources.ToHashSet();

            return [.. _shown.Values.Where(entry => current.Contains(entry.Resource)).Select(entry => entry.Shown)];
        }
    }

    public void Attach() => notifications.Updated += OnUpdated;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        notifications.Updated -= OnUpdated;
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var lines in loggers.WatchAsync(resourceId).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. lines.Select(Read)];
        }
    }

    public IReadOnlyList<CommandInput> GetInputs(string resourceId, string commandName) => CommandInputs.Of(FindArguments(resourceId, commandName));

    public async Task<CommandOutcome> ExecuteCommandAsync(
        string resourceId, string commandName, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken)
    {
        var arguments = CommandInputs.WithValues(FindArguments(resourceId, commandName), inputs);
        var result = await commands.ExecuteCommandAsync(resourceId, commandName, arguments, cancellationToken).ConfigureAwait(false);

        return CommandInputs.ToOutcome(result);
    }

    private IReadOnlyList<InteractionInput> FindArguments(string resourceId, string commandName)
        => notifications.TryGetCurrentState(resourceId, out var current)
            ? current.Snapshot.Commands.FirstOrDefault(command => command.Name == commandName)?.Arguments ?? []
            : [];

    private void OnUpdated(ResourceEvent change)
    {
        _shown[change.ResourceId] = (change.Resource, ResourceView.Of(change));
        Changed?.Invoke();
    }

    private static ConsoleLine Read(LogLine line)
    {
        var (time, text) = LogContent.Split(line.Content);

        return new ConsoleLine(time, text, line.IsErrorMessage);
    }
}
