using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Eventing;

/// <summary>Reports what goes wrong in handlers that nobody waits for.</summary>
internal sealed partial class EventingMessages(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Error, "A handler of {EventName} failed.")]
    public partial void HandlerFailed(Exception exception, string eventName);
}
