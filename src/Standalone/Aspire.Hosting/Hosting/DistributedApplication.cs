using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Orchestrator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>A distributed application that is ready to run.</summary>
/// <param name="host">The host with the services of the application.</param>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private readonly IHost _host = host ?? throw new ArgumentNullException(nameof(host));
    private bool _hostStarts;

    /// <inheritdoc />
    public IServiceProvider Services => _host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>The commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Creates a builder without a command line.</summary>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Creates a builder.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Creates a builder.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs the application until it is told to stop, by Ctrl+C for example.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is told to stop, by Ctrl+C for example.</summary>
    /// <param name="cancellationToken">Stops the application.</param>
    /// <returns>Completes when everything has ended.</returns>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await StartCoreAsync(cancellationToken).ConfigureAwait(false);
            await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            // Told to stop while it was still starting. A host that has not begun to start has nothing to stop, and says so with an exception.
            if (_hostStarts)
            {
                await _host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Starts the application.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>Completes when the start of every resource has succeeded or failed, waits included.</returns>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => StartCoreAsync(cancellationToken);

    /// <summary>Stops the application.</summary>
    /// <param name="cancellationToken">Ends the patience with what is still stopping.</param>
    /// <returns>Completes when everything has ended.</returns>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Ends everything that still runs.</summary>
    public virtual void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends everything that still runs.</summary>
    /// <returns>Completes when everything has ended.</returns>
    public virtual async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task StartCoreAsync(CancellationToken cancellationToken)
    {
        var executionContext = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        if (executionContext.IsPublishMode)
        {
            throw new DistributedApplicationException(
                "The standalone host cannot publish. Build against the Aspire packages to use '--operation publish'.");
        }

        await PublishBeforeStartAsync(executionContext, cancellationToken).ConfigureAwait(false);
        _hostStarts = true;
        try
        {
            await _host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (!Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // The host leaves what it had started before the failure. Resources must not outlive it.
            if (Services.GetService<OrchestratorServices>()?.StopAll is { } stopAll)
            {
                await stopAll().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task PublishBeforeStartAsync(DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        foreach (var observer in Services.GetServices<IEarlyObserver>())
        {
            observer.Attach();
        }

        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        ObserveUnobserved(eventing);
        foreach (var subscriber in Services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(eventing, executionContext, cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(
            new BeforeStartEvent(Services, Services.GetRequiredService<DistributedApplicationModel>()), cancellationToken).ConfigureAwait(false);
    }

    private void ObserveUnobserved(IDistributedApplicationEventing eventing)
    {
        if (eventing is DistributedApplicationEventing { UnobservedFailure: null } own)
        {
            var messages = new EventingMessages(Services.GetRequiredService<ILogger<DistributedApplication>>());
            own.UnobservedFailure = (eventType, exception) => messages.HandlerFailed(exception, eventType.Name);
        }
    }
}
