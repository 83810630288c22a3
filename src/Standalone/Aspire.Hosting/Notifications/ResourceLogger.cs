using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes to the logs of the instances of a resource.</summary>
internal sealed class ResourceLogger(IReadOnlyList<ResourceLog> logs, TimeProvider timeProvider) : ILogger
{
    // As RFC 3339 with seven digits, the format in which readers of resource logs find timestamps.
    internal const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception) + (exception is null ? "" : $"\n{exception}");
        var timestamp = timeProvider.GetUtcNow().UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
        foreach (var log in logs)
        {
            log.Append($"{timestamp} {message}", isError: logLevel >= LogLevel.Error);
        }
    }
}
