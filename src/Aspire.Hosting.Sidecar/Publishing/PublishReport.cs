using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Publishing;

/// <summary>
/// Collects errors, to be thrown together, and writes warnings to the log, each once.
/// </summary>
internal sealed partial class PublishReport(ILogger logger)
{
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _warned = [];

    public void Error(string message) => _errors.Add(message);

    public void Warn(string message)
    {
        if (_warned.Add(message))
        {
            LogWarning(message);
        }
    }

    /// <exception cref="DistributedApplicationException">There are errors; the message has all of them.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, _errors.Distinct()));
        }
    }

    [LoggerMessage(EventId = 50, Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
