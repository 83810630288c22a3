using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator.Endpoints;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>What a runner gets to start an instance of a resource.</summary>
internal sealed record ResourceStart(
    IResource Resource,
    ResourceInstance Instance,
    TargetPorts Ports,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    TimeProvider TimeProvider)
{
    private readonly ResourceLog _log = Loggers.GetLog(Instance.Id);

    /// <summary>The log of the instance.</summary>
    public ILogger Logger { get; } = Loggers.GetLogger(Instance.Id);

    /// <summary>Publishes a change of the instance.</summary>
    public Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => Notifications.PublishUpdateAsync(Resource, Instance.Id, change);

    /// <summary>Logs a line of output of the instance.</summary>
    public void OnOutput(string line, bool isError)
    {
        var timestamp = TimeProvider.GetUtcNow().UtcDateTime.ToString(ResourceLogger.TimestampFormat, CultureInfo.InvariantCulture);
        _log.Append($"{timestamp} {line}", isError);
    }
}
