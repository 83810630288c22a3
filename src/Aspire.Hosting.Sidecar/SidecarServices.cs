using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Sidecar.Applying;
using Aspire.Hosting.Sidecar.Engine;
using Aspire.Hosting.Sidecar.Joining;
using Aspire.Hosting.Sidecar.Model;
using Aspire.Hosting.Sidecar.Publishing;
using Aspire.Hosting.Sidecar.Running;
using Aspire.Hosting.Sidecar.Telemetry.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Sidecar;

/// <summary>
/// Registers the services that act on the annotations.
/// </summary>
internal static class SidecarServices
{
    /// <summary>For what is done at a shutdown beside stopping members, and for a wave of members with the default grace period.</summary>
    private static readonly TimeSpan ShutdownMargin = TimeSpan.FromSeconds(20);

    /// <summary>The longest that a timer can wait, and with it the host.</summary>
    private static readonly TimeSpan MaxShutdownTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>
    /// Registers what is missing; a second call changes nothing.
    /// </summary>
    public static void Add(IDistributedApplicationBuilder builder)
    {
        // Sidecars that are injected come when the model is complete: then the services are there and cannot be changed.
        if (builder.Services.IsReadOnly || builder.Services.Any(service => service.ServiceType == typeof(PodCoordinator)))
        {
            return;
        }

        var services = builder.Services;
        services.TryAddEventingSubscriber<PodSubscriber>();

        services.AddSingleton<ContainerEngine>();
        services.AddSingleton<IContainerEngine>(provider => provider.GetRequiredService<ContainerEngine>());
        services.AddSingleton<Leftovers>();
        services.AddSingleton<OpenVolumes>();
        services.AddSingleton<EngineVolumes>();
        services.AddSingleton<ContainerEnds>();

        services.AddSingleton<NamespaceArguments>();
        services.AddSingleton<OrchestratorTemplates>();
        services.AddSingleton<ContainerSpecBuilder>();
        services.AddSingleton<JoinedImages>();
        services.AddSingleton<JoinedLog>();
        services.AddSingleton<JoinedStarter>();
        services.AddSingleton<JoinedSidecars>();

        services.AddSingleton<OldFolders>();
        services.AddSingleton<SharedFolders>();
        services.AddSingleton(_ => SecurityLabels.Read());
        services.AddSingleton<SharedVolumeApplier>();
        services.AddSingleton<NamespaceApplier>();
        services.AddSingleton<RunApplier>();

        PublishReport.AddTo(builder);

        services.AddSingleton<UsageMonitor>();
        services.AddSingleton<MemberStopper>();
        services.AddSingleton<MemberCommands>();
        services.AddSingleton<MainGate>();
        services.AddSingleton<PodRunners>();
        services.AddSingleton<PauseWatch>();
        services.AddSingleton<StateWatch>();
        services.AddSingleton<ImageChanger>();
        services.AddSingleton<PodCoordinator>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<PodCoordinator>());
        services.PostConfigure<HostOptions>(options => AllowTime(options, builder.Resources));
    }

    /// <summary>
    /// The host gives all services together a time to stop; it must not cut off a grace period that was promised. Pods stop side by side, the waves of one in turn.
    /// </summary>
    private static void AllowTime(HostOptions options, IEnumerable<IResource> resources)
    {
        var promised = resources.Select(main => main.GetPodMembers().Select(member => member.Resource).Prepend(main).Sum(member => Grace(member).Ticks)).DefaultIfEmpty().Max();
        var needed = TimeSpan.FromTicks(promised) + ShutdownMargin;
        if (options.ShutdownTimeout < needed && options.ShutdownTimeout != Timeout.InfiniteTimeSpan)
        {
            options.ShutdownTimeout = needed < MaxShutdownTimeout ? needed : MaxShutdownTimeout;
        }

        static TimeSpan Grace(IResource resource) => resource.Annotations.OfType<StopGracePeriodAnnotation>().LastOrDefault()?.Period ?? TimeSpan.Zero;
    }
}
