using System.Collections.Concurrent;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests.Engine;

/// <summary>
/// An engine that answers what a test tells it to.
/// </summary>
internal sealed class FakeEngine(Func<string, (int ExitCode, string Output, string Error)> answer) : IContainerEngine
{
    public string Program => "docker";

    public bool IsPodman { get; init; }

    /// <summary>The calls, each as one line.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public Task<EngineResult> RunAsync(EngineCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{call}");
        var (exitCode, output, error) = answer($"{call}");
        return Task.FromResult(new EngineResult(exitCode, output, error));
    }
}
