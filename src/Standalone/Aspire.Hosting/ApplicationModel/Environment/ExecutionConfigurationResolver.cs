using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Resolves gathered configuration. One bad value does not hide the others: all problems are reported together.</summary>
internal sealed partial class ExecutionConfigurationResolver(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
{
    private readonly ValueResolver _values = new(resource, executionContext, logger, cancellationToken);
    private readonly HashSet<object> _references = [];
    private readonly List<Exception> _problems = [];

    public async Task<IExecutionConfigurationResult> ResolveAsync(ExecutionConfigurationGathererContext context)
    {
        var arguments = new List<(object, string, bool)>(context.Arguments.Count);
        foreach (var argument in context.Arguments)
        {
            if (await TryResolveAsync(argument, variable: null).ConfigureAwait(false) is { Value: { } value } resolved)
            {
                arguments.Add((argument, value, resolved.IsSensitive));
            }
        }

        var variables = new Dictionary<string, (object, string)>(context.EnvironmentVariables.Count);
        foreach (var (name, unprocessed) in context.EnvironmentVariables)
        {
            if (await TryResolveAsync(unprocessed, name).ConfigureAwait(false) is { Value: { } value })
            {
                variables[name] = (unprocessed, value);
            }
        }

        return new ExecutionConfigurationResult
        {
            References = _references,
            ArgumentsWithUnprocessed = arguments,
            EnvironmentVariablesWithUnprocessed = variables,
            AdditionalConfigurationData = context.AdditionalData,
            Exception = _problems.Count == 0 ? null : new AggregateException("One or more errors occurred while resolving resource configuration.", _problems),
        };
    }

    private async Task<ResolvedValue> TryResolveAsync(object value, string? variable)
    {
        try
        {
            var resolved = await _values.ResolveAsync(value, variable).ConfigureAwait(false);
            if (resolved.Value is not null && value is IValueProvider or IManifestExpressionProvider)
            {
                _references.Add(value);
            }

            return resolved;
        }
#pragma warning disable CA1031 // Whatever a value provider throws is reported in the result, together with the other problems.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailure(exception, variable is null ? "an argument" : $"environment variable '{variable}'", resource.Name);
            _problems.Add(exception);
            return default;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The value of {Purpose} of resource '{ResourceName}' could not be resolved. A resource it depends on may have failed to start.")]
    private partial void LogFailure(Exception exception, string purpose, string resourceName);
}
