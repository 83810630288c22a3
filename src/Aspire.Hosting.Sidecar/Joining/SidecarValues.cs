using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// Evaluates the environment and the arguments of a sidecar as they are in its network, the session network or that of the host, though it runs as an executable.
/// </summary>
internal sealed class SidecarValues(DistributedApplicationExecutionContext executionContext)
{
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(JoinedSidecarResource joined, ILogger logger, CancellationToken cancellationToken)
    {
        var sidecar = joined.Container;
        var context = new EnvironmentCallbackContext(executionContext, sidecar, [], cancellationToken) { Logger = logger };
        foreach (var callback in sidecar.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        Dictionary<string, string> values = [];
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(joined, value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                values[name] = text;
            }
        }

        return values;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(JoinedSidecarResource joined, ILogger logger, CancellationToken cancellationToken)
    {
        var sidecar = joined.Container;
        var context = new CommandLineArgsCallbackContext([], sidecar, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var callback in sidecar.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return await ResolveAllAsync(joined, context.Args, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<string>> RunArgumentsAsync(JoinedSidecarResource joined, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var callback in joined.Container.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        return await ResolveAllAsync(joined, context.Args, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> ResolveAllAsync(JoinedSidecarResource joined, IEnumerable<object> values, CancellationToken cancellationToken)
    {
        List<string> resolved = [];
        foreach (var value in values)
        {
            if (await ResolveAsync(joined, value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }

    private async ValueTask<string?> ResolveAsync(JoinedSidecarResource joined, object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(
            new ValueProviderContext
            {
                Caller = joined.Container,
                ExecutionContext = executionContext,
                Network = joined.IsOnHostNetwork ? KnownNetworkIdentifiers.LocalhostNetwork : KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
            },
            cancellationToken).ConfigureAwait(false),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
