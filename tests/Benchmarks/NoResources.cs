using System.Runtime.CompilerServices;
using Aspire.Dashboard.Model;

namespace Benchmarks;

/// <summary>An application without resources: only its telemetry matters here.</summary>
internal sealed class NoResources : IResourceSource
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public string ApplicationName => "Benchmark";

    public IReadOnlyList<DashboardResource> Resources => [];

    public IReadOnlyList<CommandInput> GetInputs(string resourceId, string commandName) => [];

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<CommandOutcome> ExecuteCommandAsync(
        string resourceId, string commandName, IReadOnlyDictionary<string, string?> inputs, CancellationToken cancellationToken)
        => throw new InvalidOperationException($"There is no resource '{resourceId}'.");
}
