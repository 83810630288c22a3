using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns the objects that callbacks leave in environments and argument lists into texts.</summary>
internal sealed partial class ValueResolver(IResource consumer, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
{
    private readonly ValueProviderContext _context = new() { ExecutionContext = executionContext, Caller = consumer };

    public async ValueTask<ResolvedValue> ResolveAsync(object? value, string? variable = null)
    {
        if (value is IResourceBuilder<IResource> builder)
        {
            value = builder.Resource;
        }

        return (value, executionContext.IsRunMode) switch
        {
            (string text, _) => new ResolvedValue(text, IsSensitive: false),
            (IValueProvider provider, true) => await WaitForValueAsync(provider, variable).ConfigureAwait(false),
            (IManifestExpressionProvider expression, false) => new ResolvedValue(expression.ValueExpression, IsSensitive: false),
            _ => new ResolvedValue(value?.ToString(), IsSensitive: false),
        };
    }

    private async ValueTask<ResolvedValue> WaitForValueAsync(IValueProvider provider, string? variable)
    {
        var pending = ResolveProviderAsync(provider);
        if (!pending.IsCompleted && logger.IsEnabled(LogLevel.Information))
        {
            var purpose = variable is null ? "an argument" : $"environment variable '{variable}'";
            var source = Describe(provider);
            LogWaiting(purpose, source);
        }

        return await pending.ConfigureAwait(false);
    }

    private async ValueTask<ResolvedValue> ResolveProviderAsync(IValueProvider provider)
    {
        switch (provider)
        {
            case ConnectionStringReference reference:
                var resolved = await ResolveProviderAsync(reference.Resource).ConfigureAwait(false);
                return resolved with { Value = reference.Require(resolved.Value) };

            case ParameterResource parameter:
                return new ResolvedValue(await parameter.GetValueAsync(_context, cancellationToken).ConfigureAwait(false), parameter.Secret);

            case IResourceWithConnectionString resource:
                return await resource.ConnectionStringExpression.ResolveAsync(ResolveProviderAsync).ConfigureAwait(false);

            case ReferenceExpression expression:
                return await expression.ResolveAsync(ResolveProviderAsync).ConfigureAwait(false);

            default:
                return new ResolvedValue(await provider.GetValueAsync(_context, cancellationToken).ConfigureAwait(false), IsSensitive: false);
        }
    }

    private static string Describe(IValueProvider provider) => provider switch
    {
        EndpointReference endpoint => $"endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}'",
        EndpointReferenceExpression { Endpoint: var endpoint } => $"endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}'",
        ConnectionStringReference reference => $"the connection string of resource '{reference.Resource.Name}'",
        IResource resource => $"resource '{resource.Name}'",
        IManifestExpressionProvider expression => expression.ValueExpression,
        _ => provider.ToString() ?? provider.GetType().Name,
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Waiting for the value of {Purpose} from {Source}.")]
    private partial void LogWaiting(string purpose, string source);
}
