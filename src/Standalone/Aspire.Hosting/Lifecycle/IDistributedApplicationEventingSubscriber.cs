using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Lifecycle;

/// <summary>A service that subscribes to events before the application starts.</summary>
public interface IDistributedApplicationEventingSubscriber
{
    /// <summary>Called once, before <see cref="ApplicationModel.BeforeStartEvent"/> is raised.</summary>
    /// <param name="eventing">Where to subscribe.</param>
    /// <param name="executionContext">What the application is started for.</param>
    /// <param name="cancellationToken">Cancelled when the start is given up.</param>
    /// <returns>Completes when everything is subscribed.</returns>
    Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken);
}
