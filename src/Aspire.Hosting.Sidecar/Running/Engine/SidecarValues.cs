using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Running.Engine;

/// <summary>
/// Evaluates the environment and the arguments of a sidecar as a container in the session network sees them, though it runs as an executable.
/// </summary>
internal sealed class SidecarValues(DistributedApplicationExecutionContext executionContext)
{
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(IResource sidecar, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, sidecar, [], cancellationToken) { Logger = logger };
        foreach (var callback in sidecar.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        Dictionary<string, string> values = [];
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(sidecar, value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                values[name] = text;
            }
        }

        return values;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(IResource sidecar, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], sidecar, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return await ResolveAllAsync(sidecar, context.Args, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<string>> RunArgumentsAsync(IResource sidecar, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var callback in sidecar.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return await ResolveAllAsync(sidecar, context.Args, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> ResolveAllAsync(IResource sidecar, IEnumerable<object> values, CancellationToken cancellationToken)
    {
        List<string> resolved = [];
        foreach (var value in values)
        {
            if (await ResolveAsync(sidecar, value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }

    private async ValueTask<string?> ResolveAsync(IResource sidecar, object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(
            new ValueProviderContext
            {
                Caller = sidecar,
                ExecutionContext = executionContext,
                Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
            },
            cancellationToken).ConfigureAwait(false),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
