using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Shows for each parameter whether it has a value.</summary>
internal sealed partial class ParameterStates(OrchestratorServices services)
{
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var parameter in services.Model.Resources.OfType<ParameterResource>().ToArray())
        {
            var (value, state) = await ReadAsync(parameter, cancellationToken).ConfigureAwait(false);
            await services.Notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
            {
                State = state,
                Properties = snapshot.Properties.SetProperty(SnapshotProperties.ParameterValue, value, isSensitive: parameter.Secret),
            }).ConfigureAwait(false);
        }
    }

    private async Task<(string Value, ResourceStateSnapshot State)> ReadAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            var value = await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            return (value ?? "", new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success));
        }
        catch (MissingParameterValueException exception)
        {
            LogFailed(services.Loggers.GetLogger(parameter), exception.Message);
            return (exception.Message, new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn));
        }
#pragma warning disable CA1031 // The value may come from user code; the application starts without it.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(services.Loggers.GetLogger(parameter), exception.Message);
            return (exception.Message, new ResourceStateSnapshot("Error initializing parameter", KnownResourceStateStyles.Error));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
