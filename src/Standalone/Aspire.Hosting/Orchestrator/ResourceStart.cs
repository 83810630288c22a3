using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestrator.Endpoints;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>What a runner gets to start an instance of a resource.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Ports">The ports that instances listen on.</param>
/// <param name="Notifications">Where states are published.</param>
/// <param name="Loggers">Where output goes.</param>
/// <param name="TimeProvider">The clock.</param>
/// <param name="Resumed">To be called when the instance runs again after its end without having been started by this host.</param>
internal sealed record ResourceStart(
    IResource Resource,
    ResourceInstance Instance,
    TargetPorts Ports,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    TimeProvider TimeProvider,
    Func<IRunningResource, Task> Resumed)
{
    private readonly ResourceLog _log = Loggers.GetLog(Instance.Id);

    /// <summary>The log of the instance.</summary>
    public ILogger Logger { get; } = Loggers.GetLogger(Instance.Id);

    /// <summary>Publishes a change of the instance.</summary>
    public Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
        => Notifications.PublishUpdateAsync(Resource, Instance.Id, change);

    /// <summary>Logs a line of output of the instance.</summary>
    public void OnOutput(string line, bool isError) => OnOutput(TimeProvider.GetUtcNow().UtcDateTime, line, isError);

    /// <summary>Logs a line of output of the instance that was written at some time, in UTC.</summary>
    public void OnOutput(DateTime time, string line, bool isError)
        => _log.Append($"{time.ToString(ResourceLogger.TimestampFormat, CultureInfo.InvariantCulture)} {line}", isError);
}
