using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestrator.Endpoints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Orchestrator;

/// <summary>What everything in the orchestrator works with.</summary>
internal sealed class OrchestratorServices(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext executionContext,
    TargetPorts ports,
    IServiceProvider provider,
    TimeProvider timeProvider) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public DistributedApplicationModel Model => model;

    public ResourceNotificationService Notifications => notifications;

    public ResourceLoggerService Loggers => loggers;

    public IDistributedApplicationEventing Eventing => eventing;

    public TargetPorts Ports => ports;

    public IServiceProvider Provider => provider;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>What is the same in every run of this AppHost.</summary>
    public string AppHostHash => provider.GetRequiredService<IConfiguration>()["AppHost:Sha256"]!;

    public ResourceHierarchy Hierarchy { get; } = new(model, eventing, provider);

    public ResourceUrls Urls { get; } = new(executionContext, loggers);

    /// <summary>How long a resource may take to end when asked to.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Ends everything that runs. Null until something may have been started.</summary>
    public Func<Task>? StopAll { get; set; }

    /// <summary>Cancelled when the application stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public bool IsShuttingDown => _stopping.IsCancellationRequested;

    public Task BeginShutdownAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();
}
