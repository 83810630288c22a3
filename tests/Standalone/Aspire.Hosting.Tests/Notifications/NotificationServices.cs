using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Notifications;

/// <summary>The services around the states of resources, without an application.</summary>
internal sealed class NotificationServices : IDisposable
{
    private readonly ServiceProvider _services;

    public NotificationServices(params IResource[] resources)
    {
        _services = new ServiceCollection().AddSingleton(new DistributedApplicationModel(resources)).BuildServiceProvider();
        Notifications = new ResourceNotificationService(NullLogger<ResourceNotificationService>.Instance, new Lifetime(), _services, Loggers);
        Commands = new ResourceCommandService(Notifications, Loggers, _services);
    }

    public ResourceLoggerService Loggers { get; } = new();

    public ResourceNotificationService Notifications { get; }

    public ResourceCommandService Commands { get; }

    public CancellationToken Deadline { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public Task SetStateAsync(IResource resource, string state, int? exitCode = null)
        => Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state, ExitCode = exitCode });

    public void Dispose()
    {
        Notifications.Dispose();
        Loggers.Dispose();
        _services.Dispose();
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
