using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reports waits in the log of the resource that waits.</summary>
internal sealed partial class WaitLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "Waiting for resource '{ResourceName}' to enter the '{State}' state.")]
    public partial void WaitingForState(string resourceName, string state);

    [LoggerMessage(2, LogLevel.Information, "Waiting for resource '{ResourceName}' to complete.")]
    public partial void WaitingForCompletion(string resourceName);

    [LoggerMessage(3, LogLevel.Information, "Waiting for resource '{ResourceName}' to become healthy.")]
    public partial void WaitingForHealthy(string resourceName);

    [LoggerMessage(4, LogLevel.Information, "Waiting for resource ready to execute for '{ResourceName}'.")]
    public partial void WaitingForReady(string resourceName);

    [LoggerMessage(5, LogLevel.Information, "Finished waiting for resource '{ResourceName}'.")]
    public partial void FinishedWaiting(string resourceName);

    [LoggerMessage(6, LogLevel.Information, "Finished waiting for resource '{ResourceName}' to start.")]
    public partial void FinishedWaitingForStart(string resourceName);

    [LoggerMessage(7, LogLevel.Error, "Dependency resource '{ResourceName}' failed to start.")]
    public partial void DependencyFailedToStart(string resourceName);

    [LoggerMessage(8, LogLevel.Error, "Resource '{ResourceName}' has entered the '{State}' state prematurely.")]
    public partial void DependencyEndedPrematurely(string resourceName, string state);

    [LoggerMessage(9, LogLevel.Error, "Resource '{ResourceName}' has entered the '{State}' state with exit code '{ExitCode}' expected '{ExpectedExitCode}'.")]
    public partial void DependencyEndedWithExitCode(string resourceName, string state, int exitCode, int expectedExitCode);
}
