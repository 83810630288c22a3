using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public partial class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>Executes a command of one instance of a resource, with the values that its arguments declare.</summary>
    /// <param name="resourceId">The id of the instance, or the name of a resource that has only one.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="cancellationToken">Passed to the command.</param>
    /// <returns>How it went. What the command throws is a failure, not an exception.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
        => ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Executes a command of one instance of a resource.</summary>
    /// <param name="resourceId">The id of the instance, or the name of a resource that has only one.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="arguments">The values of the arguments, by their names.</param>
    /// <param name="cancellationToken">Passed to the command.</param>
    /// <returns>How it went. What the command throws, and arguments that are not in order, are a failure, not an exception.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(commandName);
        ArgumentNullException.ThrowIfNull(arguments);

        return _notifications.TryGetCurrentState(resourceId, out var current)
            ? await ExecuteAsync(current.Resource, current.ResourceId, commandName, arguments, cancellationToken).ConfigureAwait(false)
            : new ExecuteCommandResult { Success = false, Message = $"Resource '{resourceId}' not found." };
    }

    /// <summary>Executes a command of every instance of a resource, all at once, with the values that its arguments declare.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="cancellationToken">Passed to the command.</param>
    /// <returns>How it went. What the command throws is a failure, not an exception.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
        => ExecuteCommandAsync(resource, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Executes a command of every instance of a resource, all at once.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="arguments">The values of the arguments, by their names.</param>
    /// <param name="cancellationToken">Passed to the command.</param>
    /// <returns>How it went. What the command throws, and arguments that are not in order, are a failure, not an exception.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(commandName);
        ArgumentNullException.ThrowIfNull(arguments);

        var resourceIds = resource.GetResolvedResourceNames();
        var results = await Task.WhenAll(
            resourceIds.Select(resourceId => ExecuteAsync(resource, resourceId, commandName, arguments, cancellationToken))).ConfigureAwait(false);

        return results.Length == 1 ? results[0] : Combine(resourceIds, results);
    }

    private static ExecuteCommandResult Combine(string[] resourceIds, ExecuteCommandResult[] results)
    {
        if (results.All(result => result.Success))
        {
            return new ExecuteCommandResult { Success = true, Data = results.FirstOrDefault(result => result.Data is not null)?.Data };
        }

        string[] failures =
        [
            .. resourceIds.Zip(results)
                .Where(pair => pair.Second is { Success: false, Canceled: false })
                .Select(pair => $"Resource '{pair.First}' failed with error message: {pair.Second.Message}"),
        ];

        return failures.Length == 0
            ? CommandResults.Canceled()
            : new ExecuteCommandResult
            {
                Success = false,
                Message = string.Join(Environment.NewLine, [$"{failures.Length} command executions failed.", .. failures]),
            };
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string resourceId, string commandName, InteractionInputCollection given, CancellationToken cancellationToken)
    {
        var logger = _loggers.GetLogger(resourceId);
        LogExecuting(logger, commandName);
        if (Find(resource, commandName) is not { } command)
        {
            LogNotAvailable(logger, commandName);
            return new ExecuteCommandResult
            {
                Success = false,
                Message = $"Command '{commandName}' not available for resource '{resource.GetDisplayName(resourceId)}'.",
            };
        }

        try
        {
            var result = await ExecuteAsync(command, resourceId, given, logger, cancellationToken).ConfigureAwait(false);
            LogResult(logger, command.Name, result);

            return result;
        }
        catch (OperationCanceledException)
        {
            LogCanceled(logger, command.Name);
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // Commands are user code: whatever they throw is the result of the command.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception, command.Name);
            return new ExecuteCommandResult { Success = false, Message = exception.Message };
        }
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        ResourceCommandAnnotation command, string resourceId, InteractionInputCollection given, ILogger logger, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Create(command, given);
        if (await CommandArguments.RefuseAsync(command, arguments, _services, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        return await command.ExecuteCommand(new ExecuteCommandContext
        {
            ResourceName = resourceId,
            Services = _services,
            CancellationToken = cancellationToken,
            Logger = logger,
            Arguments = arguments,
        }).ConfigureAwait(false);
    }

    // Earlier versions of Aspire named the commands with a prefix; programs may still ask for those names.
    private static ResourceCommandAnnotation? Find(IResource resource, string commandName)
    {
        return Named(commandName) ?? commandName switch
        {
            "resource-start" => Named(KnownResourceCommands.StartCommand),
            "resource-stop" => Named(KnownResourceCommands.StopCommand),
            "resource-restart" => Named(KnownResourceCommands.RestartCommand),
            _ => null,
        };

        ResourceCommandAnnotation? Named(string name)
            => resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(command => command.Name == name);
    }

    private static void LogResult(ILogger logger, string commandName, ExecuteCommandResult result)
    {
        if (result.Success)
        {
            LogSucceeded(logger, commandName);
        }
        else if (result.Canceled)
        {
            LogCanceled(logger, commandName);
        }
        else
        {
            LogFailure(logger, commandName, result.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Executing command '{CommandName}'.")]
    private static partial void LogExecuting(ILogger logger, string commandName);

    [LoggerMessage(2, LogLevel.Information, "Successfully executed command '{CommandName}'.")]
    private static partial void LogSucceeded(ILogger logger, string commandName);

    [LoggerMessage(3, LogLevel.Debug, "Command '{CommandName}' was canceled.")]
    private static partial void LogCanceled(ILogger logger, string commandName);

    [LoggerMessage(4, LogLevel.Information, "Failure executing command '{CommandName}'. Error message: {ErrorMessage}")]
    private static partial void LogFailure(ILogger logger, string commandName, string? errorMessage);

    [LoggerMessage(5, LogLevel.Error, "Error executing command '{CommandName}'.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string commandName);

    [LoggerMessage(6, LogLevel.Information, "Command '{CommandName}' not available.")]
    private static partial void LogNotAvailable(ILogger logger, string commandName);
}
