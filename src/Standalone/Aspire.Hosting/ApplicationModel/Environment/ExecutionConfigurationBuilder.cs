using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Works out how a resource is executed: its arguments and its environment.</summary>
/// <example>
/// <code>
/// var configuration = await ExecutionConfigurationBuilder.Create(resource)
///     .WithArgumentsConfig()
///     .WithEnvironmentVariablesConfig()
///     .BuildAsync(executionContext, logger, cancellationToken);
/// </code>
/// </example>
public sealed class ExecutionConfigurationBuilder : IExecutionConfigurationBuilder
{
    private readonly IResource _resource;
    private readonly List<IExecutionConfigurationGatherer> _gatherers = [];

    private ExecutionConfigurationBuilder(IResource resource) => _resource = resource;

    /// <summary>Creates a builder without any source of configuration.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>The builder.</returns>
    public static IExecutionConfigurationBuilder Create(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);

        return new ExecutionConfigurationBuilder(resource);
    }

    /// <inheritdoc />
    public IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer)
    {
        ArgumentNullException.ThrowIfNull(gatherer);

        _gatherers.Add(gatherer);
        return this;
    }

    /// <inheritdoc />
    public async Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionContext);

        resourceLogger ??= executionContext.Services.GetRequiredService<ResourceLoggerService>().GetLogger(_resource);
        var context = new ExecutionConfigurationGathererContext();
        foreach (var gatherer in _gatherers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await gatherer.GatherAsync(context, _resource, resourceLogger, executionContext, cancellationToken).ConfigureAwait(false);
        }

        return await new ExecutionConfigurationResolver(_resource, executionContext, resourceLogger, cancellationToken).ResolveAsync(context).ConfigureAwait(false);
    }
}
