using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Gets the environment variables of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="applicationOperation">Whether values or placeholders are wanted.</param>
    /// <returns>The variables by name.</returns>
    [Obsolete($"Use {nameof(ExecutionConfigurationBuilder)} instead.")]
    public static async ValueTask<Dictionary<string, string>> GetEnvironmentVariableValuesAsync(this IResourceWithEnvironment resource, DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithEnvironmentVariablesConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(applicationOperation), NullLogger.Instance, CancellationToken.None)
            .ConfigureAwait(false);
        return configuration.EnvironmentVariables.ToDictionary();
    }

    /// <summary>Gets the command line arguments of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="applicationOperation">Whether values or placeholders are wanted.</param>
    /// <returns>The arguments.</returns>
    [Obsolete($"Use {nameof(ExecutionConfigurationBuilder)} instead.")]
    public static async ValueTask<string[]> GetArgumentValuesAsync(this IResourceWithArgs resource, DistributedApplicationOperation applicationOperation = DistributedApplicationOperation.Run)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithArgumentsConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(applicationOperation), NullLogger.Instance, CancellationToken.None)
            .ConfigureAwait(false);
        return [.. configuration.Arguments.Select(argument => argument.Value)];
    }

    /// <summary>Hands each argument of a resource to a callback.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="executionContext">The execution context of the application.</param>
    /// <param name="processValue">Takes the argument as given, as resolved, what went wrong, and whether it is secret.</param>
    /// <param name="logger">The logger of the resource.</param>
    /// <param name="cancellationToken">Ends the wait for values.</param>
    /// <returns>A task that ends with the last argument.</returns>
    [Obsolete("Use ExecutionConfigurationBuilder instead.")]
    public static async ValueTask ProcessArgumentValuesAsync(this IResource resource, DistributedApplicationExecutionContext executionContext, Action<object?, string?, Exception?, bool> processValue, ILogger logger, CancellationToken cancellationToken = default)
    {
        var gathered = new ExecutionConfigurationGathererContext();
        await new ArgumentsGatherer().GatherAsync(gathered, resource, logger, executionContext, cancellationToken).ConfigureAwait(false);

        foreach (var argument in gathered.Arguments)
        {
            var (resolved, exception) = await ResolveOneAsync(resource, executionContext, logger, argument, variable: null, cancellationToken).ConfigureAwait(false);
            if (exception is not null || resolved.Value is not null)
            {
                processValue(argument, exception is null ? resolved.Value : argument.ToString(), exception, resolved.IsSensitive);
            }
        }
    }

    /// <summary>Hands each environment variable of a resource to a callback.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="executionContext">The execution context of the application.</param>
    /// <param name="processValue">Takes the name, the value as given, as resolved, and what went wrong.</param>
    /// <param name="logger">The logger of the resource.</param>
    /// <param name="cancellationToken">Ends the wait for values.</param>
    /// <returns>A task that ends with the last variable.</returns>
    [Obsolete("Use ExecutionConfigurationBuilder instead.")]
    public static async ValueTask ProcessEnvironmentVariableValuesAsync(this IResource resource, DistributedApplicationExecutionContext executionContext, Action<string, object?, string?, Exception?> processValue, ILogger logger, CancellationToken cancellationToken = default)
    {
        var gathered = new ExecutionConfigurationGathererContext();
        await new EnvironmentVariablesGatherer().GatherAsync(gathered, resource, logger, executionContext, cancellationToken).ConfigureAwait(false);

        foreach (var (name, value) in gathered.EnvironmentVariables)
        {
            var (resolved, exception) = await ResolveOneAsync(resource, executionContext, logger, value, name, cancellationToken).ConfigureAwait(false);
            if (exception is not null || resolved.Value is not null)
            {
                processValue(name, value, exception is null ? resolved.Value : value.ToString(), exception);
            }
        }
    }

    private static async Task<(ResolvedValue Resolved, Exception? Exception)> ResolveOneAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, object value, string? variable, CancellationToken cancellationToken)
    {
        try
        {
            var resolver = new ValueResolver(resource, executionContext, logger, cancellationToken);
            return (await resolver.ResolveAsync(value, variable).ConfigureAwait(false), null);
        }
#pragma warning disable CA1031 // The callback of the caller gets the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (default, exception);
        }
    }
}
