using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Works out how a resource is executed: its arguments and its environment.</summary>
public interface IExecutionConfigurationBuilder
{
    /// <summary>Adds a source of configuration.</summary>
    /// <param name="gatherer">The source.</param>
    /// <returns>This builder.</returns>
    IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer);

    /// <summary>Gathers the configuration and resolves its values for the resource, waiting for those that are not known yet.</summary>
    /// <param name="executionContext">The execution context of the application.</param>
    /// <param name="resourceLogger">The logger; that of the resource when omitted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The configuration. Values that could not be resolved are missing and reported in its exception.</returns>
    Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default);
}
