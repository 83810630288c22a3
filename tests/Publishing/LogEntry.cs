using Microsoft.Extensions.Logging;

namespace Publishing;

public sealed record LogEntry(string Category, LogLevel Level, string Message, Exception? Exception);
