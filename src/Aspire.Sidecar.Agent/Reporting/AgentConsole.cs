using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Aspire.Sidecar.Agent.Reporting;

/// <summary>
/// Where the agent says what it does: the console, warnings and worse on the error stream, an entry a line. Put together without a container of services, which for one
/// logger takes longer to start than the logger.
/// </summary>
internal static class AgentConsole
{
    public static LoggerFactory Create(LogLevel level)
    {
        var console = new ConsoleLoggerOptions { FormatterName = LineFormatter.FormatterName, LogToStandardErrorThreshold = LogLevel.Warning };
        var factory = new LoggerFactory([], new LoggerFilterOptions { MinLevel = level });

        // Added like this it is disposed of with the factory, which writes what is left.
        factory.AddProvider(new ConsoleLoggerProvider(new Fixed(console), [new LineFormatter()]));
        return factory;
    }

    private sealed class Fixed(ConsoleLoggerOptions options) : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue => options;

        public ConsoleLoggerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }

    /// <summary>As the library's own formatter writes single lines; that one cannot be made without a container.</summary>
    private sealed class LineFormatter() : ConsoleFormatter(FormatterName)
    {
        public const string FormatterName = "line";

        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
            var text = logEntry.Exception is null ? message : $"{message} {logEntry.Exception}";
            textWriter.Write($"{Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {text.ReplaceLineEndings(" ")}{Environment.NewLine}");
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
    }
}
