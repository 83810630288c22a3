using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Terminal;

/// <summary>Hands the logs of resources to the logging of the AppHost, which is where tests look for them.</summary>
internal sealed partial class ResourceLogForwarder(
    DistributedApplicationModel model,
    ResourceLoggerService loggers,
    IHostEnvironment environment,
    ILoggerFactory loggerFactory) : IEarlyObserver
{
    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.OrdinalIgnoreCase);

    public void Attach() => loggers.LineLogged += OnLine;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        loggers.LineLogged -= OnLine;

        return Task.CompletedTask;
    }

    private void OnLine(string resourceId, string content, bool isError)
    {
        var target = _targets.GetOrAdd(resourceId, id => new Target(loggerFactory.CreateLogger($"{environment.ApplicationName}.Resources.{NameOf(id)}")));
        var lineNumber = target.NextLine();
        LogLine(target.Logger, isError ? LogLevel.Error : LogLevel.Information, lineNumber, content);
    }

    private string NameOf(string resourceId)
        => model.Resources.FirstOrDefault(
            resource => resource.GetResolvedResourceNames().Contains(resourceId, StringComparer.OrdinalIgnoreCase))?.Name ?? resourceId;

    [LoggerMessage(EventId = 0, Message = "{LineNumber}: {LineContent}")]
    private static partial void LogLine(ILogger logger, LogLevel level, int lineNumber, string lineContent);

    private sealed class Target(ILogger logger)
    {
        private int _line;

        public ILogger Logger => logger;

        public int NextLine() => Interlocked.Increment(ref _line);
    }
}
