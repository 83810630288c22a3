using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Dashboard.Server;

/// <summary>
/// Passes on what a server itself logs. Every request and every bad one would be a line of the web framework in the log of
/// the application that hosts it; of those only critical ones are passed on, and the errors of pages, which are our own.
/// </summary>
internal sealed class QuietLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private const string Own = "Aspire.";
    private const string Pages = "Microsoft.AspNetCore.Components.";

    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        return categoryName.StartsWith(Own, StringComparison.Ordinal)
            ? logger
            : new SevereLogger(logger, categoryName.StartsWith(Pages, StringComparison.Ordinal) ? LogLevel.Error : LogLevel.Critical);
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The inner factory is its owner's to dispose of.
    public void Dispose()
    {
    }

    private sealed class SevereLogger(ILogger inner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
