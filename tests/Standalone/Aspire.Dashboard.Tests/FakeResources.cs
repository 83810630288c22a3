using System.Runtime.CompilerServices;
using Aspire.Dashboard.Model;

namespace Aspire.Dashboard.Tests;

/// <summary>An application whose resources a test sets.</summary>
internal sealed class FakeResources : IResourceSource
{
    private IReadOnlyList<DashboardResource> _resources = [];

    public event Action? Changed;

    public string ApplicationName => "Shop";

    public IReadOnlyList<DashboardResource> Resources
    {
        get => _resources;
        set
        {
            _resources = value;
            Changed?.Invoke();
        }
    }

    /// <summary>What the next command answers.</summary>
    public CommandOutcome Outcome { get; set; } = new(Succeeded: true, WasCancelled: false, "Done.");

    public List<(string ResourceId, string Command, IReadOnlyDictionary<string, string?> Inputs)> Executed { get; } = [];

    public Dictionary<string, ConsoleLine[]> Console { get; } = [];

    public IReadOnlyList<CommandInput> GetInputs(string resourceId, string commandName)
        => Resources.First(resource => resource.Id == resourceId).Commands.First(command => command.Name == commandName).Inputs;

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Console.GetValueOrDefault(resourceId, []);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    public Task<CommandOutcome> ExecuteCommandAsync(
        string resourceId, string commandName, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken)
    {
        Executed.Add((resourceId, commandName, inputs.ToDictionary(input => input.Key, input => input.Value)));
        return Task.FromResult(Outcome);
    }
}
