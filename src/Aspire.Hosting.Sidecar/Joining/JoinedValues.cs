using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The arguments and variables of a joined sidecar. The callbacks behind them run once for each start, though they are needed twice: before the main is
/// created, to find out what the sidecar refers to, and when the sidecar starts.
/// </summary>
internal sealed class JoinedValues(IResource sidecar) : IExecutionConfigurationGatherer
{
    private readonly object _gate = new();
    private Task<RawValues>? _next;

    /// <summary>
    /// The values that the next start will have.
    /// </summary>
    public Task<RawValues> NextAsync(DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _next is { IsFaulted: false, IsCanceled: false } known ? known : _next = EvaluateAsync(executionContext, logger, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask GatherAsync(
        IExecutionConfigurationGathererContext context,
        IResource resource,
        ILogger resourceLogger,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken = default)
    {
        // A callback that waits for something must not keep the sidecar from being stopped.
        var values = await NextAsync(executionContext, resourceLogger, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _next = null;
        }

        context.Arguments.AddRange(values.Arguments);
        foreach (var (name, value) in values.Variables)
        {
            context.EnvironmentVariables[name] = value;
        }
    }

    private async Task<RawValues> EvaluateAsync(DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        // The caller holds a lock, and callbacks may take their time.
        await Task.Yield();
        var arguments = new CommandLineArgsCallbackContext([], sidecar, cancellationToken) { Logger = logger, ExecutionContext = executionContext };
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(arguments).ConfigureAwait(false);
        }

        var variables = new EnvironmentCallbackContext(executionContext, sidecar, [], cancellationToken) { Logger = logger };
        foreach (var callback in sidecar.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(variables).ConfigureAwait(false);
        }

        return new([.. arguments.Args], variables.EnvironmentVariables);
    }
}
