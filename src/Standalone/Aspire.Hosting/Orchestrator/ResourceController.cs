using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestrator;

/// <summary>Starts and stops a resource with all its instances.</summary>
internal sealed partial class ResourceController(IResource resource, IResourceRunner runner, OrchestratorServices services) : IDisposable
{
    public IResource Resource => resource;

    public ImmutableArray<InstanceController> Instances { get; } =
        [.. resource.EnsureInstances(services.AppHostHash).Select(instance => new InstanceController(resource, instance, runner, services))];

    /// <summary>The start with the application: all instances together, unless the resource is to be started by hand.</summary>
    public async Task StartWithApplicationAsync(CancellationToken cancellationToken)
    {
        if (resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
        {
            foreach (var instance in Instances)
            {
                await instance.PublishNotStartedAsync().ConfigureAwait(false);
            }

            return;
        }

        try
        {
            await StartAsync(Instances, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It has been logged and published; the other resources start all the same.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return;
        }
    }

    /// <summary>Starts one instance again or for the first time.</summary>
    public async Task StartAsync(InstanceController instance, CancellationToken cancellationToken)
    {
        // A waiting instance is being started already: moving it out of the waiting state is what makes its start go on.
        var wasWaiting = false;
        await instance.PublishAsync(snapshot =>
        {
            wasWaiting = snapshot.State?.Text == KnownResourceStates.Waiting;
            return wasWaiting ? snapshot with { State = KnownResourceStates.Starting } : snapshot;
        }).ConfigureAwait(false);
        if (!wasWaiting)
        {
            await StartAsync([instance], cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var instance in Instances)
        {
            instance.Dispose();
        }
    }

    private async Task StartAsync(ImmutableArray<InstanceController> instances, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, services.Stopping);
        using var operation = new StartOperation(instances, both.Token);
        var acquired = 0;
        try
        {
            foreach (var instance in instances)
            {
                await instance.Gate.WaitAsync(both.Token).ConfigureAwait(false);
                acquired++;
                instance.Begin(operation);
            }

            await StartCoreAsync(instances, operation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var instance in instances.Take(acquired))
            {
                instance.End();
                instance.Gate.Release();
            }
        }
    }

    private async Task StartCoreAsync(ImmutableArray<InstanceController> instances, StartOperation operation)
    {
        try
        {
            await PrepareAsync(instances, operation.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (operation.IsCalledOff)
        {
            await EndAsync(instances).ConfigureAwait(false);
            return;
        }
        catch (Exception exception) when (!operation.CancellationToken.IsCancellationRequested)
        {
            await FailAsync(instances, exception).ConfigureAwait(false);
            throw;
        }

        foreach (var instance in instances)
        {
            await LaunchAsync(instance, operation).ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(ImmutableArray<InstanceController> instances, CancellationToken cancellationToken)
    {
        foreach (var instance in instances)
        {
            await instance.StopRunningAsync(services.StopGrace).ConfigureAwait(false);
        }

        await services.Hierarchy.PublishConnectionStringAvailableAsync(resource, cancellationToken).ConfigureAwait(false);
        foreach (var instance in instances)
        {
            await instance.PublishStartingAsync().ConfigureAwait(false);
        }

        await services.Eventing.PublishAsync(
            new BeforeResourceStartedEvent(resource, services.Provider) { InstanceId = instances.Length == 1 ? instances[0].Id : null },
            cancellationToken).ConfigureAwait(false);

        // Whatever handlers have published in the meantime, the waits are over.
        foreach (var instance in instances)
        {
            await instance.PublishAsync(snapshot => snapshot.State?.Text == KnownResourceStates.Waiting
                ? snapshot with { State = KnownResourceStates.Starting }
                : snapshot).ConfigureAwait(false);
        }
    }

    private async Task LaunchAsync(InstanceController instance, StartOperation operation)
    {
        try
        {
            if (!operation.IsWanted(instance))
            {
                await instance.PublishEndedAsync(exitCode: null).ConfigureAwait(false);
                return;
            }

            await instance.LaunchAsync(operation.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (operation.IsCalledOff)
        {
            await instance.PublishEndedAsync(exitCode: null).ConfigureAwait(false);
        }
        catch (Exception exception) when (!operation.CancellationToken.IsCancellationRequested)
        {
            await FailAsync([instance], exception).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task EndAsync(ImmutableArray<InstanceController> instances)
    {
        foreach (var instance in instances)
        {
            await instance.PublishEndedAsync(exitCode: null).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(ImmutableArray<InstanceController> instances, Exception exception)
    {
        foreach (var instance in instances)
        {
            var logger = services.Loggers.GetLogger(instance.Id);
            if (exception is ResourceStartException or DistributedApplicationException)
            {
                LogReason(logger, exception.Message);
            }
            else
            {
                LogFailed(logger, exception, resource.Name);
            }

            await instance.PublishFailedAsync((exception as ResourceStartException)?.State ?? KnownResourceStates.FailedToStart).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Reason}")]
    private static partial void LogReason(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Error, "Failed to create resource {ResourceName}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string resourceName);
}
