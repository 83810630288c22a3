using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Containers.Engine;
using Aspire.Hosting.Containers.Network;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestrator;
using Aspire.Hosting.Orchestrator.Endpoints;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

/// <summary>Registers the services of an AppHost.</summary>
internal static class AppHostServices
{
    /// <summary>What both running and publishing need.</summary>
    public static void AddCore(IServiceCollection services, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(provider => new ResourceLoggerService { TimeProvider = provider.GetRequiredService<TimeProvider>() });
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddSingleton<IAspireStore>(provider => AspireStore.Create(provider.GetRequiredService<IConfiguration>()));
        services.Configure<ResourceNotificationServiceOptions>(notifications => notifications.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        services.AddHttpClient();
        services.AddHealthChecks();
        services.AddSingleton<IValidateOptions<HealthCheckServiceOptions>, HealthCheckRegistrations>();
        services.AddHostedService<ApplicationMessages>();
    }

    /// <summary>What runs resources. Hosted services stop in reverse order: first those of users, last those that report.</summary>
    public static void AddRunning(IServiceCollection services, DistributedApplicationOptions options, bool isInteractive)
    {
        services.AddSingleton(_ => TerminalWriter.ForConsole());
        if (isInteractive)
        {
            services.AddEarlyObserver<TerminalReporter>();
        }

        if (options.EnableResourceLogging)
        {
            services.AddEarlyObserver<ResourceLogForwarder>();
        }

        if (!options.DisableDashboard)
        {
            services.AddEarlyObserver<ResourceFeed>();
            services.AddHostedService<DashboardService>();
        }

        services.AddHostedService<ResourceHealthService>();
        services.AddSingleton<WatchdogClient>();
        services.AddSingleton<ProjectOutputResolver>();
        services.AddSingleton<ContainerEngineFinder>();
        services.AddSingleton<HostAccess>();
        services.AddSingleton<ContainerSession>();
        services.AddSingleton<ImageBuilder>();
        services.AddSingleton<ContainerSpecFactory>();
        services.AddSingleton<IResourceRunner, ContainerRunner>();
        services.AddSingleton<IResourceRunner, ProcessRunner>();
        services.AddSingleton<TargetPorts>();
        services.AddSingleton<PortAllocator>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OrchestratorServices>(provider, provider));
        services.AddSingleton<ApplicationOrchestrator>();
        services.AddHostedService<OrchestratorHostedService>();
    }

    private static void AddEarlyObserver<T>(this IServiceCollection services)
        where T : class, IEarlyObserver
    {
        services.AddSingleton<T>();
        services.AddSingleton<IEarlyObserver>(provider => provider.GetRequiredService<T>());
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
