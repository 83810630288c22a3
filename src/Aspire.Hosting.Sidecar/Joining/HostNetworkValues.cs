using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Sidecar.References;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Sidecar.Joining;

/// <summary>
/// The values of a sidecar that has the network of the host: its references are resolved as those of a process are, though it is a container.
/// </summary>
internal sealed class HostNetworkValues(JoinedValues values) : IExecutionConfigurationGatherer
{
    /// <inheritdoc/>
    public async ValueTask GatherAsync(
        IExecutionConfigurationGathererContext context,
        IResource resource,
        ILogger resourceLogger,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken = default)
    {
        await values.GatherAsync(context, resource, resourceLogger, executionContext, cancellationToken).ConfigureAwait(false);
        var seen = new ValueProviderContext { Caller = resource, ExecutionContext = executionContext, Network = KnownNetworkIdentifiers.LocalhostNetwork };
        for (var index = 0; index < context.Arguments.Count; index++)
        {
            context.Arguments[index] = Seen(context.Arguments[index], seen);
        }

        foreach (var (name, value) in context.EnvironmentVariables.ToArray())
        {
            context.EnvironmentVariables[name] = Seen(value, seen);
        }
    }

    /// <summary>Parameters stay what they are: Aspire knows by their type, in expressions too, what must not be shown.</summary>
    private static object Seen(object value, ValueProviderContext context) => value switch
    {
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => Seen(provider, context),
        ParameterResource => value,
        ReferenceExpression { IsConditional: false } expression =>
            ReferenceRewriter.Rebuild(expression, [.. expression.ValueProviders.Select(provider => Seen(provider, context))]),
        IValueProvider provider => new SeenFromHost(provider, context),
        _ => value,
    };

    private sealed class SeenFromHost(IValueProvider value, ValueProviderContext context) : IValueProvider, IManifestExpressionProvider
    {
        /// <summary>Of what runs nothing is written into a manifest.</summary>
        public string ValueExpression => "";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => value.GetValueAsync(context, cancellationToken);
    }
}
