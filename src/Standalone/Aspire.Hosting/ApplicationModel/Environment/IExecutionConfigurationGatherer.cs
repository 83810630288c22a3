using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A source of arguments and environment variables.</summary>
public interface IExecutionConfigurationGatherer
{
    /// <summary>Adds what this source knows.</summary>
    /// <param name="context">Takes the configuration.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceLogger">The logger of the resource.</param>
    /// <param name="executionContext">The execution context of the application.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends with the work.</returns>
    ValueTask GatherAsync(IExecutionConfigurationGathererContext context, IResource resource, ILogger resourceLogger, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default);
}
