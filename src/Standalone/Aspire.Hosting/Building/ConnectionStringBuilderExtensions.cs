using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds connection strings that are put together from other values.</summary>
public static partial class ConnectionStringBuilderExtensions
{
    /// <summary>Adds a connection string. It becomes available once the resources in it have started.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the connection string.</param>
    /// <param name="connectionStringExpression">The connection string.</param>
    /// <returns>The connection string.</returns>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, [ResourceName] string name, ReferenceExpression connectionStringExpression)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var connectionString = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        var resources = connectionStringExpression.ValueProviders
            .Where(value => value is not IResourceWithoutLifetime)
            .SelectMany(value => value is IResource resource ? [resource] : (value as IValueWithReferences)?.References.OfType<IResource>() ?? [])
            .DistinctBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var resource in resources)
        {
            connectionString.WaitForStart(builder.CreateResourceBuilder(resource));
        }

        return connectionString
            .WithReferenceRelationship(connectionStringExpression)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "ConnectionString", State = KnownResourceStates.NotStarted, Properties = [] })
            .OnInitializeResource(StartAsync);
    }

    /// <summary>Adds a connection string. It becomes available once the resources in it have started.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the connection string.</param>
    /// <param name="connectionStringBuilder">Puts the connection string together.</param>
    /// <returns>The connection string.</returns>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);

        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }

    private static async Task StartAsync(ConnectionStringResource resource, InitializeResourceEvent initialize, CancellationToken cancellationToken)
    {
        try
        {
            await initialize.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, initialize.Services), cancellationToken).ConfigureAwait(false);
            await initialize.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running }).ConfigureAwait(false);
            await initialize.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, initialize.Services), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a subscriber throws becomes the failed state of the resource, with the reason in its log.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailure(initialize.Logger, exception, resource.Name);
            await initialize.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.FailedToStart }).ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The connection string of resource '{ResourceName}' could not be made available.")]
    private static partial void LogFailure(ILogger logger, Exception exception, string resourceName);
}
