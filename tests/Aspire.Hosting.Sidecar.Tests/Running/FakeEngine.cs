using System.Collections.Concurrent;
using Aspire.Hosting.Sidecar.Engine;

namespace Aspire.Hosting.Sidecar.Tests.Running;

/// <summary>
/// An engine that answers what a test tells it to.
/// </summary>
internal sealed class FakeEngine(Func<string, (int ExitCode, string Output, string Error)> answer) : IEngineCommand
{
    public string Program => "docker";

    public bool IsPodman => false;

    /// <summary>The calls, each as one line.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public Task<(int ExitCode, string Output, string Error)> RunAsync(IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellationToken)
    {
        var line = string.Join(' ', arguments);
        Calls.Enqueue(line);
        return Task.FromResult(answer(line));
    }
}
